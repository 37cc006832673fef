import { decodeEntities } from '../text/entities.ts';
import { hasStrike } from './struck-styles.ts';
import { partText, unpackPart } from './unpack-part.ts';
import type { ZipDirectory } from './workbook-parts.ts';

const word = 'strike';

/**
 * The shared texts of a workbook with a part that is struck through, by their numbers: what is left of each without that
 * part. Empty for nearly every workbook. Throws ListRefused for a part that unpacks to more than it says.
 */
export async function struckTexts(
  bytes: Uint8Array,
  directory: ZipDirectory,
): Promise<ReadonlyMap<string, string>> {
  const entry = [...directory.values()].find(({ name }) =>
    /(?:^|\/)sharedStrings\.xml$/i.test(name),
  );
  if (entry === undefined || !(await mentions(unpackPart(bytes, entry)))) return new Map();
  const texts = (await partText(bytes, entry)).split(/<(?:\w+:)?si(?=[\s/>])/).slice(1);
  return new Map(
    texts.flatMap((text, index) => {
      const left = leftOf(text);
      return left === undefined ? [] : [[String(index), left] as const];
    }),
  );
}

async function mentions(pieces: AsyncIterable<string>): Promise<boolean> {
  let end = '';
  for await (const piece of pieces) {
    if ((end + piece).includes(word)) return true;
    end = piece.slice(-word.length);
  }
  return false;
}

/** What is left of a rich text without its parts that are struck through; undefined when it has none. */
export function leftOf(text: string): string | undefined {
  if (!text.includes(word)) return undefined;
  // Phonetic signs stand beside the text, and are no part of it.
  const [, ...runs] = text
    .split(/<(?:\w+:)?rPh[\s>]/, 1)
    .join('')
    .split(/<(?:\w+:)?r(?=[\s>])/);
  const left = runs.filter((run) => !hasStrike(run));
  return left.length === runs.length ? undefined : left.map(textOf).join('').trim();
}

function textOf(run: string): string {
  const found = run.matchAll(/<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</g);
  return [...found].map(([, text = '']) => decodeEntities(text)).join('');
}
