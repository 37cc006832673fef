import template from '../../cards/alert-digest.json' with { type: 'json' };
import { channelName } from '../words/channel-name.ts';
import { clean } from '../words/clean.ts';
import { moment } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact } from './access-facts.ts';
import { type AlertView, marked, type SignIn } from './alert-card.ts';
import { ownListPages } from './list-pages.ts';
import { bar } from './progress-bar.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

export type DigestView = {
  alertId: number;
  project: string;
  /** The guests of the digest, in the order in which they accepted. */
  guests: readonly {
    name: string;
    organisation?: string | undefined;
    signIn: SignIn;
    checked: AlertView['checked'];
  }[];
  /** How the whole project stands. */
  accepted: number;
  pending: number;
  /** When the first and the last guest accepted. */
  from: Date;
  to: Date;
  timeZone: string;
  /** `all`: the answer to alert.view, with as many names as a card can hold, from `start` on. */
  list: 'first' | 'all';
  /** The first guest of a long list that the card shows, counted from 1. */
  start?: number;
  maybePosted: boolean;
};

const most = { first: 10, all: 50 };

/** Several partners have accepted, for the project's channel: the number first. */
export function alertDigestCard(view: DigestView, language: Language): Card {
  const say = speaker(language);
  const { accepted, pending } = view;
  const count = view.guests.length;
  const start =
    view.list === 'all' ? Math.min(Math.max(view.start ?? 1, 1), Math.max(count, 1)) : 1;
  const shown = view.guests.slice(start - 1, start - 1 + most[view.list]);
  const when = (at: Date) => moment(at, view.timeZone, language);
  const data = {
    alertId: view.alertId,
    title: say('digest.title', { count }),
    facts:
      when(view.from) === when(view.to)
        ? [fact(say, say('label.when'), when(view.to))]
        : [
            fact(say, say('digest.first'), when(view.from)),
            fact(say, say('digest.last'), when(view.to)),
          ],
    bar: bar([
      { count: accepted, kind: 'good' },
      { count: pending, kind: 'rest' },
    ]),
    progress: say('digest.progress', {
      project: clean(view.project),
      accepted,
      pending,
      total: accepted + pending,
    }),
    notes: notes(view, say),
    guests: shown.map(({ name, organisation, signIn }) => ({
      name: channelName(name, 60),
      about: ` ${[clean(organisation ?? '', 60), signInWords(signIn, say)].filter((part) => part !== '').join(', ')}`,
    })),
    mayShowAll: view.list === 'first' && shown.length < count,
    showAll: say(count > most.all ? 'rows.look through' : 'rows.show all', { count }),
    ...ownListPages({ from: start, shown: shown.length, count, list: view.list }, most.all, say),
  };
  const summary = say('digest.summary', { count, project: view.project });
  return renderCard(template, data, marked(summary, view.maybePosted, say));
}

/** Empty where Entra does not tell. */
const signInWords = (signIn: SignIn, say: Say) =>
  signIn === 'unknown' ? '' : say('digest.sign-in', { how: say(`sign-in.${signIn}`) });

/** Says what the checks of the access found, and whether this message may be here twice. */
function notes({ guests, maybePosted }: DigestView, say: Say): CardData[] {
  const counted = (...kinds: AlertView['checked'][]) =>
    guests.filter(({ checked }) => kinds.includes(checked)).length;
  const repairing = counted('repairing');
  const missing = counted('missing');
  return [
    ...(counted('there', 'repaired') === guests.length ? [{ text: say('digest.there') }] : []),
    ...(repairing > 0 ? [{ text: say('digest.repairing', { count: repairing }) }] : []),
    ...(missing > 0 ? [{ text: say('digest.missing', { count: missing }) }] : []),
    ...(maybePosted ? [{ text: say('alert.again') }] : []),
  ];
}
