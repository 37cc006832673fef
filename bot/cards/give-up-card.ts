import template from '../../cards/give-up.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';

export type GiveUpView = {
  giveUpId: number;
  project: string;
  /** The first partners who have not accepted, or whom the answer was about; the card names eight. */
  partners: readonly { name: string; address: string }[];
  /** How many there are. */
  count: number;
  /** How many others the question named who have accepted since, or whose access is over. */
  settled: number;
  /** `done`: nobody is left to answer for. */
  answered: 'revoke' | 'keep' | 'done' | undefined;
};

const mostPartners = 8;

/** Asks a requester in private whether to revoke invitations that nobody has accepted for long. */
export function giveUpCard(view: GiveUpView, language: Language): Card {
  const say = speaker(language);
  const { giveUpId, count, settled, partners, answered } = view;
  const words =
    answered === undefined ? say('give up.what', { count }) : say(`give up.${answered}`, { count });
  const others = settled > 0 && answered === undefined ? [say('give up.settled', { settled })] : [];
  const data = {
    giveUpId,
    title:
      answered === undefined ? say('give up.title', { count }) : say(`give up.title.${answered}`),
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(view.project, 60),
    what: [words, ...others].join(' '),
    partners: partners.slice(0, mostPartners).map(({ name, address }) => ({
      name: clean(name, 60),
      address: ` ${clean(address)}`,
    })),
    morePartners: more(count, Math.min(partners.length, mostPartners), say),
    open: answered === undefined,
    revoke: say('give up.button.revoke'),
    keep: say('give up.button.keep'),
  };
  const summary = say('give up.summary', { count, project: clean(view.project, 60) });
  return renderCard(template, data, summary);
}
