import template from '../../cards/end-notice.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { dayWords, listed } from '../words/formats.ts';
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
  /** How many others the notice named whose end has moved, come or been answered since. */
  settled?: number;
  /**
   * Set once the reader has nothing left to answer for. `wished`: owners may still extend it. `done`: in several ways.
   */
  answered?: { kind: 'let'; name: string } | { kind: 'wished' } | { kind: 'done' } | undefined;
};
type EndingSoon = {
  name: string;
  address: string;
  /**
   * The last day, as YYYY-MM-DD where the reader is; null where the access is over, `none` without an end, `gone` where
   * the account is gone.
   */
  endsOn: string | null;
  accepted: boolean;
  /** The day of the last sign-in; null: none so far. Absent where Graph may not be asked. */
  lastSeen?: string | null | undefined;
  /** The requesters who let it end. */
  wishedBy?: readonly string[];
};

const mostGuests = 8;
const choices = [30, 90, 180];

/** Tells in private whose access ends soon, and asks whether to extend it. */
export function endNoticeCard(view: EndNoticeView, language: Language): Card {
  const say = speaker(language);
  const { count, guests, answered } = view;
  const days = [...new Set(guests.map(({ endsOn }) => endsOn ?? ''))];
  const [first = ''] = days;
  const isOneDay = days.length === 1 && count <= guests.length && answered?.kind !== 'done';
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
      about: ` ${aboutWords(guest, { isOneDay, answered }, language)}`,
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

function whatWords({ answered, count, settled = 0 }: EndNoticeView, language: Language): string {
  const say = speaker(language);
  if (answered?.kind === 'done') return say('notice of end.answered.done');
  if (answered?.kind === 'wished') return say('notice of end.answered.wished', { count });
  if (answered !== undefined)
    return say('notice of end.answered.let', { name: clean(answered.name, 60), count });
  return [
    say('notice of end.what', { count }),
    ...(settled > 0 ? [say('notice of end.settled', { count: settled })] : []),
  ].join(' ');
}

function aboutWords(
  guest: EndingSoon,
  { isOneDay, answered }: { isOneDay: boolean; answered: EndNoticeView['answered'] },
  language: Language,
): string {
  const say = speaker(language);
  if (answered?.kind === 'done') return untilWords(guest, language);
  const { accepted, lastSeen, wishedBy = [] } = guest;
  const seen =
    typeof lastSeen === 'string'
      ? say('notice of end.seen', { day: dayWords(lastSeen, language) })
      : lastSeen === null
        ? say('notice of end.not seen')
        : '';
  return [
    ...(isOneDay ? [] : [untilWords(guest, language)]),
    say(accepted ? 'notice of end.accepted' : 'notice of end.not accepted'),
    ...(accepted && seen !== '' ? [seen] : []),
    ...(answered === undefined && wishedBy.length > 0
      ? [
          say('notice of end.wished', {
            names: listed(
              wishedBy.map((name) => clean(name, 60)),
              language,
            ),
          }),
        ]
      : []),
  ].join(' ');
}

function untilWords({ endsOn }: EndingSoon, language: Language): string {
  const say = speaker(language);
  if (endsOn === null) return say('notice of end.over');
  if (endsOn === 'none') return say('notice of end.no end');
  if (endsOn === 'gone') return say('notice of end.gone');
  return say('notice of end.ends', { day: dayWords(endsOn, language) });
}
