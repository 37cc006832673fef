import template from '../../cards/pending.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { moment, requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';

export type PendingView = {
  /** Those that have waited longest, at most `mostPending`. */
  partners: readonly {
    name: string;
    address: string;
    project: string;
    requestId: number;
    since: Date;
  }[];
  /** How many there are in all. */
  count: number;
  timeZone: string;
};

/** So many stand on one card. */
export const mostPending = 20;

/** The guests who have not redeemed, for one person in private. */
export function pendingCard(view: PendingView, language: Language): Card {
  const say = speaker(language);
  const { count } = view;
  const title = say('pending.title', { count });
  const data = {
    title,
    partners: view.partners
      .slice(0, mostPending)
      .map(({ name, address, project, requestId, since }) => ({
        name: clean(name, 60),
        address: ` ${clean(address, 80)}`,
        about: say('pending.about', {
          project: clean(project, 60),
          number: requestNumber(requestId),
          when: moment(since, view.timeZone, language),
        }),
      })),
    more: more(count, mostPending, say),
  };
  return renderCard(template, data, title);
}
