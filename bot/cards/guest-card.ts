import template from '../../cards/guest.json' with { type: 'json' };
import type { GuestState } from '../../src/guests/states.ts';
import { clean } from '../words/clean.ts';
import { dayWords, moment, requestNumber } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact, more, shortList } from './access-facts.ts';
import type { SignIn } from './alert-card.ts';
import { drawWithin } from './draw-within.ts';
import { belongingWords, type GuestInvitation } from './guest-belonging.ts';
import type { GuestEvent } from './guest-events.ts';
import { removalFact } from './removal-words.ts';
import { type Card, renderCard } from './render-card.ts';

/** What Entra's log says about an account, or why it says nothing. `offered`: a button reads it. */
export type EntraLog =
  | readonly { at: Date; activity: string; by: string | undefined; failed: boolean }[]
  | 'not readable'
  | 'no answer'
  | 'refused'
  | 'offered';

export type GuestView = {
  guestId: number;
  name: string;
  /** The partner's name in the directory, if it differs from ours. */
  offered?: { name: string; version: number } | undefined;
  address: string;
  /** Other addresses of the account under which somebody invited the partner. */
  otherAddresses?: readonly string[];
  state: GuestState;
  removedOn?: string | undefined;
  organisation?: string | undefined;
  signIn?: SignIn | undefined;
  /** The names of the sponsors in Entra. Undefined: not known now. */
  sponsors?: readonly string[] | undefined;
  /** The invitations that the reader may see, the first one first. */
  invitations: readonly GuestInvitation[];
  /** Projects in whose groups the partner is without an invitation from here. */
  watchedIn: readonly { project: string; seenAt: Date | undefined }[];
  events: readonly {
    at: Date;
    event: GuestEvent;
    /** The request and the person behind it, where there are any. */
    number: number;
    name: string;
    /** The last day (YYYY-MM-DD) that it names. */
    day?: string;
  }[];
  timeZone: string;
  /** What Entra's log says about the account. Undefined: not for this reader. */
  entraLog?: EntraLog | undefined;
};

/** How many invitations, events and entries of Entra's log the card has. */
type Measure = { most: number; mostEvents: number; mostLogged: number };
/** The first one serves nearly every guest. The others serve guests with long texts. */
const measures: readonly [Measure, ...Measure[]] = [
  { most: 15, mostEvents: 30, mostLogged: 20 },
  { most: 15, mostEvents: 15, mostLogged: 15 },
  { most: 8, mostEvents: 8, mostLogged: 8 },
];

/** One partner's state, access and history, for one person in private. */
export const guestCard = (view: GuestView, language: Language): Card =>
  drawWithin(measures, (measure) => drawBy(view, language, measure));

function drawBy(
  view: GuestView,
  language: Language,
  { most, mostEvents, mostLogged }: Measure,
): Card {
  const say = speaker(language);
  const when = (at: Date) => moment(at, view.timeZone, language);
  const asked = view.invitations.map(({ project, requestId, requesterName = '', confirmedAt }) => ({
    at: confirmedAt,
    what: say('guest.event.asked', {
      project: clean(project, 60),
      number: requestNumber(requestId),
      name: clean(requesterName, 60) || 'none',
    }),
  }));
  const learnt = view.events.map(({ at, event, number, name, day = '' }) => ({
    at,
    what: say(`guest.event.${event}`, {
      number: requestNumber(number),
      name: clean(name, 60) || 'none',
      day: day === '' ? 'none' : dayWords(day, language),
    }),
  }));
  const found = view.watchedIn.flatMap(({ project, seenAt }) =>
    seenAt === undefined
      ? []
      : [{ at: seenAt, what: say('guest.event.found', { project: clean(project, 60) }) }],
  );
  const story = [...asked, ...found, ...learnt].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const belonging = belongingWords(view, language);
  const data = {
    heading: say('guest.heading'),
    name: clean(view.name, 80),
    state: ` ${stateWords(view, say)}`,
    facts: factsOf(view, language),
    mayRename: view.offered !== undefined,
    rename: say('guest.rename'),
    guestId: view.guestId,
    version: view.offered?.version ?? 0,
    invitations: belonging.slice(-most),
    moreInvitations: more(belonging.length, most, say),
    hasStory: story.length > 0,
    historyTitle: say('guest.history'),
    story: story.slice(-mostEvents).map(({ at, what }) => ({ when: `${when(at)} `, what })),
    moreStory: more(story.length, mostEvents, say),
    ...logData(view.entraLog, mostLogged, { when, say }),
  };
  return renderCard(template, data, say('guest.summary', { name: view.name }));
}

function factsOf(view: GuestView, language: Language) {
  const say = speaker(language);
  const { otherAddresses = [] } = view;
  return [
    fact(say, say('guest.address'), clean(view.address, 120)),
    ...(otherAddresses.length === 0
      ? []
      : [
          fact(
            say,
            say('guest.addresses'),
            shortList(
              otherAddresses.map((each) => clean(each)),
              say,
            ),
          ),
        ]),
    ...removalFact(view.removedOn, language),
    ...(view.organisation === undefined
      ? []
      : [fact(say, say('guest.organisation'), clean(view.organisation, 80))]),
    ...(view.signIn === undefined
      ? []
      : [fact(say, say('label.signed in'), say(`sign-in.${view.signIn}`))]),
    ...(view.sponsors === undefined
      ? []
      : [fact(say, say('guest.sponsors'), sponsorWords(view.sponsors, say))]),
    ...(view.offered === undefined
      ? []
      : [fact(say, say('guest.offered'), clean(view.offered.name, 80))]),
  ];
}

function logData(
  log: EntraLog | undefined,
  most: number,
  { when, say }: { when: (at: Date) => string; say: Say },
) {
  // Without an answer the person may ask again.
  const offersLog = log === 'offered' || log === 'no answer';
  const offer = { offersLog, offerLog: say('guest.entra log.offer') };
  if (log === undefined || log === 'offered') return { ...offer, hasLog: false };
  const entries = typeof log === 'string' ? [] : log.slice(0, most);
  const note = typeof log === 'string' ? log : entries.length > 0 ? 'some' : 'none';
  return {
    ...offer,
    hasLog: true,
    logTitle: say('guest.entra log'),
    log: entries.map(({ at, activity, by = '', failed }) => ({
      when: `${when(at)} `,
      what: say('guest.entra log.entry', {
        activity: clean(activity, 80),
        name: clean(by, 60) || 'none',
        failed: failed ? 'yes' : 'no',
      }),
    })),
    logNote: say(`guest.entra log.${note}`),
  };
}

const sponsorWords = (sponsors: readonly string[], say: Say): string =>
  sponsors.length === 0
    ? say('guest.sponsors.none')
    : shortList(
        sponsors.map((name) => clean(name, 60)),
        say,
      );

function stateWords({ state, invitations }: GuestView, say: Say): string {
  const isGiven = invitations.some(({ grants }) => grants.some(({ given }) => given));
  const isUnseen = invitations.some(({ because }) => because === 'account not shown');
  // Another invitation may have brought them since.
  const wasThere = invitations.some(({ state: is }) =>
    ['complete', 'revoked', 'expired'].includes(is),
  );
  if (state === 'deleted' && isUnseen && !isGiven && !wasThere) return say('guest.state.not shown');
  const incomplete = invitations.some(
    ({ state: is, grants }) =>
      is === 'partly' || (is === 'complete' && grants.some(({ given }) => !given)),
  );
  return state === 'accepted' && incomplete
    ? say('guest.state.accepted incomplete')
    : say(`guest.state.${state}`);
}
