import template from '../../cards/guests-found.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

export type GuestsFoundView = {
  /** The guests whom the words may mean, at most `mostFound`, in the order of their names. */
  guests: readonly {
    guestId: number;
    name: string;
    address: string;
    organisation: string | null;
  }[];
  /** There are more of them. */
  hasMore: boolean;
};

/** The most guests on one card. */
export const mostFound = 10;
/** A card has at most six buttons. More entries than these share one, with a choice beside it. */
const mostRowButtons = 3;

/** Offers the guests whom a name, an address or a company may mean. */
export function guestsFoundCard({ guests, hasMore }: GuestsFoundView, language: Language): Card {
  const say = speaker(language);
  const title = say('found.title', { count: guests.length, more: hasMore ? 'yes' : 'no' });
  const hasChoice = guests.length > mostRowButtons;
  const data = {
    title,
    guests: guests.map(({ guestId, name, address, organisation }) => ({
      guestId,
      name: clean(name, 60),
      address: ` ${clean(address, 80)}`,
      organisation: clean(organisation ?? '', 80),
      hasOrganisation: clean(organisation ?? '') !== '',
      mayOpen: !hasChoice,
    })),
    hasChoice,
    choose: say('found.choose'),
    chosen: String(guests[0]?.guestId ?? ''),
    choices: guests.map(({ guestId, name, address }) => ({
      title: `${clean(name, 60)}, ${clean(address, 80)}`,
      value: String(guestId),
    })),
    open: say('approvals.open'),
    more: hasMore ? [{ text: say('found.more') }] : [],
  };
  return renderCard(template, data, title);
}
