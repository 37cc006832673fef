import template from '../../cards/digest.json' with { type: 'json' };
import { fact } from './access-facts.ts';
import type { SignIn } from './alert-card.ts';
import { clean } from './clean.ts';
import { type Card, renderCard } from './render-card.ts';
import { type Language, say as speaker } from './say.ts';
import { moment } from './wording.ts';

export type DigestView = {
  alertId: number;
  project: string;
  /** Everybody whom the digest tells of, the first to accept first. */
  guests: readonly { name: string; organisation?: string | undefined; signIn: SignIn }[];
  at: Date;
  timeZone: string;
  /** `all` is what alert.view answers: as many names as a card can hold. */
  list: 'first' | 'all';
};

const most = { first: 10, all: 50 };

/** Several partners have accepted, for the project's channel: the number first. */
export function digestCard(view: DigestView, language: Language): Card {
  const say = speaker(language);
  const count = view.guests.length;
  const shown = view.guests.slice(0, most[view.list]);
  const data = {
    alertId: view.alertId,
    title: say('digest.title', { count }),
    facts: [
      fact(say, say('label.project'), clean(view.project)),
      fact(say, say('label.when'), moment(view.at, view.timeZone, language)),
    ],
    guests: shown.map(({ name, organisation, signIn }) => ({
      name: clean(name, 60),
      about: ` ${[clean(organisation ?? '', 60), say(`sign-in.${signIn}`)].filter((part) => part !== '').join(', ')}`,
    })),
    rest:
      shown.length < count
        ? [{ text: say('rows.shown', { shown: shown.length, total: count }) }]
        : [],
    mayShowAll: view.list === 'first' && shown.length < count,
    showAll: say('rows.show all', { count: Math.min(count, most.all) }),
  };
  return renderCard(template, data, say('digest.summary', { count, project: view.project }));
}
