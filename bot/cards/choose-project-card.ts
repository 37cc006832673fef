import template from '../../cards/choose-project.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';

export type ChooseProjectView = {
  projects: readonly { key: string; name: string }[];
  /** The list that opens for the chosen project. */
  what: keyof typeof lists;
};

const lists = { guests: 'guests all', report: 'report of' } as const;

/** A card holds so many choices. In a longer list people do not scroll: they write the project's name. */
const most = 60;

/** Offers the projects whose guests somebody may list, or on which they may have a report. */
export function chooseProjectCard({ projects, what }: ChooseProjectView, language: Language): Card {
  const say = speaker(language);
  const sorted = projects.toSorted((a, b) => a.name.localeCompare(b.name, language));
  const choices = sorted
    .slice(0, most)
    .map(({ key, name }) => ({ title: clean(name, 60), value: `${lists[what]} ${key}` }));
  const title = say(`${what}.choose`);
  const data = {
    title,
    label: say('label.project'),
    choices,
    chosen: choices[0]?.value ?? '',
    more: more(projects.length, most, say),
    open: say('approvals.open'),
  };
  return renderCard(template, data, title);
}
