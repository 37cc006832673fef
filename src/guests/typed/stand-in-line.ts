import { dayInWords, readComingDay } from '../sentence/read-coming-day.ts';
import { readAwaitedDate } from '../text/read-day.ts';

/**
 * The text that somebody typed behind `stand-in`. `until`: YYYY-MM-DD, or the words as typed where they are no date.
 */
export type StandInLine =
  | { kind: 'show' }
  | { kind: 'end' }
  | { kind: 'name'; who: string; until: string | undefined };

const list = (words: string) => new Set(words.split(' '));
const endings = list('off end stop none nobody uit einde eindig stoppen niemand geen');
const untils = list('until till til through tot t/m tm');

/** Reads the words behind `stand-in`: who, and until when. `today`: where the reader is. */
export function readStandInLine(
  text: string,
  { today, dayFirst }: { today: string; dayFirst: boolean | undefined },
): StandInLine {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { kind: 'show' };
  const [only = ''] = words;
  if (words.length === 1 && endings.has(only.toLowerCase())) return { kind: 'end' };
  const at = words.findLastIndex((word) => untils.has(word.toLowerCase()));
  if (at === -1) return { kind: 'name', who: words.join(' '), until: undefined };
  const behind = words
    .slice(at + 1)
    .filter((word, index) => index > 0 || !/^(en|and)$/i.test(word));
  const said = behind
    .join(' ')
    .replace(/^met /i, '')
    .replace(/[.!]+$/, '');
  const typed = said.split(' ');
  const day = readAwaitedDate(typed, dayFirst) ?? readComingDay(typed, today);
  const read = day === undefined ? said : dayInWords(typed, day, today);
  const until = said === '' ? undefined : read;
  return { kind: 'name', who: words.slice(0, at).join(' '), until };
}
