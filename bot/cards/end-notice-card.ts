import template from '../../cards/end-notice.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { dayWords } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';

export type EndNoticeView = {
  noticeId: number;
  project: string;
  /** The first guests whose access ends, the earliest end first; the card names eight. */
  guests: readonly EndingSoon[];
  /** How many there are. */
  count: number;
  /** A requester may let it end, and asks the owners to extend. */
  as: 'decider' | 'requester';
  /** Set once the reader has answered for all of them. */
  answered?: { kind: 'let'; name: string } | undefined;
};
type EndingSoon = {
  name: string;
  address: string;
  /** The last day, as YYYY-MM-DD where the reader is. */
  endsOn: string;
  accepted: boolean;
  /** The day of the last sign-in; null: none so far. Absent where Graph may not be asked. */
  lastSeen?: string | null | undefined;
};

const mostGuests = 8;
const choices = [30, 90, 180];

/** Tells in private whose access ends soon, and asks whether it is to be extended. */
export function endNoticeCard(view: EndNoticeView, language: Language): Card {
  const say = speaker(language);
  const { count, guests, answered } = view;
  const days = [...new Set(guests.map(({ endsOn }) => endsOn))];
  const [first = ''] = days;
  const isOneDay = days.length === 1 && count <= guests.length;
  const title = isOneDay
    ? say('notice of end.title.day', { day: dayWords(first, language) })
    : say('notice of end.title.soon');
  const data = {
    noticeId: view.noticeId,
    title: answered === undefined ? title : say(`notice of end.title.${answered.kind}`),
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(view.project, 60),
    what: whatWords(view, language),
    guests: guests.slice(0, mostGuests).map((guest) => ({
      name: clean(guest.name, 60),
      address: ` ${clean(guest.address)}`,
      about: ` ${aboutWords(guest, isOneDay, language)}`,
    })),
    moreGuests: more(count, Math.min(guests.length, mostGuests), say),
    open: answered === undefined,
    untilLabel: say('notice of end.until'),
    choices: choices.map((each) => ({
      title: say('notice of end.days', { count: each }),
      value: `P${each}D`,
    })),
    dayLabel: say('notice of end.day'),
    extend: say(`notice of end.extend.${view.as}`),
    let: say('notice of end.let'),
  };
  return renderCard(template, data, summaryOf(view, first, say, language));
}

function summaryOf({ count, project }: EndNoticeView, first: string, say: Say, language: Language) {
  const day = dayWords(first, language);
  return say('notice of end.summary', { count, project: clean(project, 60), day });
}

function whatWords({ answered, count }: EndNoticeView, language: Language): string {
  const say = speaker(language);
  if (answered === undefined) return say('notice of end.what', { count });
  const { kind, name } = answered;
  return say(`notice of end.answered.${kind}`, { name: clean(name, 60), count });
}

function aboutWords(guest: EndingSoon, isOneDay: boolean, language: Language): string {
  const say = speaker(language);
  const { accepted, lastSeen } = guest;
  const seen =
    typeof lastSeen === 'string'
      ? say('notice of end.seen', { day: dayWords(lastSeen, language) })
      : lastSeen === null
        ? say('notice of end.not seen')
        : '';
  return [
    ...(isOneDay ? [] : [say('notice of end.ends', { day: dayWords(guest.endsOn, language) })]),
    say(accepted ? 'notice of end.accepted' : 'notice of end.not accepted'),
    ...(accepted && seen !== '' ? [seen] : []),
  ].join(' ');
}
