import template from '../../cards/guests.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { dayWords, requestNumber } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { type ListPage, listPages } from './list-pages.ts';
import { type Card, renderCard } from './render-card.ts';

/** The parts of a project's guests that have a button, in the order of the buttons. */
const filters = ['all', 'pending', 'ending', 'elsewhere'] as const;

export type GuestsView = Omit<ListPage, 'shown'> & {
  projectKey: string;
  project: string;
  filter: (typeof filters)[number];
  /** A page of them. */
  guests: readonly {
    name: string;
    address: string;
    accepted: boolean;
    elsewhere: boolean;
    /** The days (YYYY-MM-DD) since and until which they have access. */
    since?: string | undefined;
    until?: string | undefined;
    requesters: string | null;
    requestId: number | null;
  }[];
  /** Guests with access whose names the bot has deleted: they are in no page. */
  nameless?: number;
};

/** The most guests on one card. */
export const mostGuests = 10;

/** The guests with access to a project, for an owner or an operator in private. */
export function guestsCard(view: GuestsView, language: Language): Card {
  const say = speaker(language);
  const { project, projectKey, filter, count, nameless = 0 } = view;
  const listOf = (each: string) => `guests ${each} ${projectKey}`;
  const title = say(`guests.title.${filter}`, { count: count + nameless });
  const data = {
    title,
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(project),
    guests: view.guests.map((guest) => ({
      name: clean(guest.name, 60),
      address: ` ${clean(guest.address, 80)}`,
      about: aboutWords(guest, language),
      asked: askedWords(guest, say),
      wasAsked: guest.requestId !== null,
    })),
    list: listOf(filter),
    others: filters
      .filter((each) => each !== filter)
      .map((each) => ({ list: listOf(each), title: say(`guests.show.${each}`) })),
    nameless: nameless > 0 ? [{ text: say('guests.nameless', { count: nameless }) }] : [],
    hasFile: count > 0,
    file: say('guests.file'),
    ...listPages({ ...view, shown: view.guests.length }, mostGuests, say),
  };
  return renderCard(template, data, say('guests.summary', { project, title }));
}

type Guest = GuestsView['guests'][number];

function aboutWords({ accepted, elsewhere, since, until }: Guest, language: Language): string {
  return speaker(language)('guests.about', {
    state: accepted ? 'accepted' : 'pending',
    origin: elsewhere ? 'elsewhere' : 'invited',
    since: since === undefined ? 'none' : dayWords(since, language),
    until: until === undefined ? 'none' : dayWords(until, language),
  });
}

const askedWords = ({ requesters, requestId }: Guest, say: Say): string =>
  requestId === null
    ? ''
    : say('guests.asked', {
        names: requesters ?? 'none',
        number: requestNumber(requestId),
      });
