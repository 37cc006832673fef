import { Temporal } from 'temporal-polyfill';
import { momentParts } from '../../bot/words/formats.ts';
import { type Language, sayIn } from './phrasebook.ts';
import type { InvitationRow, ProjectRow, State } from './read-state.ts';

/** A day (YYYY-MM-DD) in people's words. */
export function dayIn(language: Language, day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** The last day with access (YYYY-MM-DD): an end at midnight is the end of the day before. */
export function lastDay({ endsAt, endZone }: InvitationRow): string {
  const before = new Date((endsAt?.getTime() ?? 0) - 1);
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: endZone ?? 'UTC' }).format(
    before,
  );
}

/** A time in people's words and zone. */
export const momentIn = (language: Language, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(language, { ...momentParts, timeZone }).format(at);

/** The time on the card: in the reader's zone, or without one when the bot learnt the zone later. */
export function momentAsShown(
  { language, timeZone }: { language: Language; timeZone: string },
  said: string | undefined,
  at: Date,
): { said: string | undefined; true: string } {
  const truth = momentIn(language, timeZone, at);
  return { said: said === momentIn(language, 'UTC', at) ? truth : said, true: truth };
}

/** The row's last day in the list. */
export const untilOf = (state: State, { requestId, row }: InvitationRow): string | null =>
  state.rows.find((each) => each.requestId === requestId && each.row === row)?.until ?? null;

/** The end of these rows' access, in the words of the cards. */
export function endWords(
  language: Language,
  days: readonly (string | null)[],
  project: ProjectRow | undefined,
): string {
  const say = (key: string, values = {}) => sayIn(language, key, values);
  const after = wholeDays(project?.definition.guestExpiresAfter);
  const named = [...new Set(days.flatMap((day) => day ?? []))].toSorted();
  const without = days.filter((day) => day === null).length;
  const count = (day: string) => days.filter((each) => each === day).length;
  if (named.length === 0)
    return after === undefined ? say('end.none') : say('end.after', { days: after });
  const isMixed = named.length + (without > 0 ? 1 : 0) > 1;
  const of = (end: string, how: number) => (isMixed ? say('end.of', { end, count: how }) : end);
  const on = (day: string | undefined) => dayIn(language, day ?? '');
  const shown =
    named.length > 4
      ? [
          say('end.of', {
            end: say('end.between', { from: on(named[0]), to: on(named.at(-1)) }),
            count: days.length - without,
          }),
        ]
      : named.map((day) => of(say('end.day', { day: on(day) }), count(day)));
  const rest =
    after === undefined
      ? without > 0
        ? [of(say('end.none'), without)]
        : []
      : [say('end.at latest', { days: after })];
  return new Intl.ListFormat(language, { type: 'conjunction' }).format([...shown, ...rest]);
}

function wholeDays(duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const relativeTo = Temporal.PlainDate.from('2026-01-01');
  return Math.round(Temporal.Duration.from(duration).total({ unit: 'days', relativeTo }));
}
