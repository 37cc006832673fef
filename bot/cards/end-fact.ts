import { dayWords, listed } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact } from './access-facts.ts';
import type { CardData } from './render-card.ts';

/** The terms by which the access of some partners ends. */
export type AccessEnds = {
  /** The last days (YYYY-MM-DD) that rows name, the earliest first. */
  days: readonly { day: string; count: number }[];
  /** How many rows name none. */
  without: number;
  /** The project's own rule, in days after the access is complete. Absent: it has none. */
  afterDays?: number | undefined;
};

/** Of more days the card names the first and the last. */
const mostDays = 4;

/** Says when the access ends, or that it does not. A reader never has to guess. */
export function endFact(ends: AccessEnds, language: Language): CardData {
  const say = speaker(language);
  return fact(say, say('label.ends'), endWords(ends, language));
}

function endWords({ days, without, afterDays }: AccessEnds, language: Language): string {
  const say = speaker(language);
  if (days.length === 0) return restWords(afterDays, say);
  const isMixed = days.length + (without > 0 ? 1 : 0) > 1;
  const counted = (end: string, count: number) => (isMixed ? say('end.of', { end, count }) : end);
  const shown =
    days.length > mostDays
      ? [spanWords(days, language)]
      : days.map(({ day, count }) =>
          counted(say('end.day', { day: dayWords(day, language) }), count),
        );
  const others = without > 0 ? [counted(say('end.none'), without)] : [];
  const rest = afterDays === undefined ? others : [say('end.at latest', { days: afterDays })];
  return listed([...shown, ...rest], language);
}

const restWords = (afterDays: number | undefined, say: Say) =>
  afterDays === undefined ? say('end.none') : say('end.after', { days: afterDays });

/** Many days as the first and the last of them. */
function spanWords(days: AccessEnds['days'], language: Language): string {
  const say = speaker(language);
  const on = (day: string | undefined) => dayWords(day ?? '', language);
  const end = say('end.between', { from: on(days[0]?.day), to: on(days.at(-1)?.day) });
  return say('end.of', { end, count: days.reduce((sum, { count }) => sum + count, 0) });
}
