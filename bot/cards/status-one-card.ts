import template from '../../cards/status-one.json' with { type: 'json' };
import { clean } from './clean.ts';
import { type Card, renderCard } from './render-card.ts';
import { type Language, say as speaker } from './say.ts';
import { type RequestLine, stateWords } from './status-list-card.ts';
import { moment, requestNumber, sourceWords } from './wording.ts';

export type StatusOneView = RequestLine & {
  requester: string;
  projects: readonly { name: string; done: number; total: number }[];
  /** An owner sees the rows of own projects, an operator and the requester see all. */
  rows: 'all' | 'own projects';
  timeZone: string;
};

/** One request, for somebody who may see it but does not hold its card. */
export function statusOneCard(view: StatusOneView, language: Language): Card {
  const say = speaker(language);
  const number = requestNumber(view.number);
  const data = {
    title: say('status.one.title', { number }),
    by: say('status.one.by', { requester: view.requester }),
    source: `${sourceWords(view.source, say)}, ${moment(view.createdAt, view.timeZone, language)}`,
    state: stateWords(view, say),
    projects: view.projects.slice(0, 15).map((project) => ({
      name: clean(project.name),
      count: `: ${say('result.project', { done: project.done, total: project.total })}`,
    })),
    isPart: view.rows === 'own projects',
    part: say('status.one.some'),
  };
  return renderCard(template, data, say('status.one.title', { number }));
}
