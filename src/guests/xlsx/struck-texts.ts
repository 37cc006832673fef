import { setImmediate } from 'node:timers/promises';
import { partText, unpackPart } from '../archive/unpack-part.ts';
import type { ZipDirectory } from '../archive/workbook-parts.ts';
import { decodeEntities } from '../text/entities.ts';
import { hasStrike } from './cell-styles.ts';

const word = 'strike';
const textsInATurn = 1_000;

/** A part of a rich text. `as`: struck through, not, or as the font of its cell says. */
type Run = { text: string; as: 'struck' | 'plain' | 'cell' };
export type RichText = readonly Run[];

/**
 * The rich texts among the shared ones, by their numbers, if a font can strike through anything in this workbook
 * (`isNeeded`), or a text does. Empty for nearly every workbook. Throws ListRefused for a part that unpacks to more
 * than it says.
 */
export async function richTexts(
  bytes: Uint8Array,
  directory: ZipDirectory,
  isNeeded: boolean,
): Promise<ReadonlyMap<string, RichText>> {
  const entry = [...directory.values()].find(({ name }) =>
    /(?:^|\/)sharedStrings\.xml$/i.test(name),
  );
  if (entry === undefined) return new Map();
  if (!isNeeded && !(await mentions(unpackPart(bytes, entry)))) return new Map();
  const texts = (await partText(bytes, entry)).split(/<(?:\w+:)?si(?=[\s/>])/).slice(1);
  const found = new Map<string, RichText>();
  for (const [index, text] of texts.entries()) {
    if (index % textsInATurn === 0) await setImmediate();
    const rich = richTextOf(text);
    if (rich !== undefined) found.set(String(index), rich);
  }
  return found;
}

async function mentions(pieces: AsyncIterable<string>): Promise<boolean> {
  let end = '';
  for await (const piece of pieces) {
    if ((end + piece).includes(word)) return true;
    end = piece.slice(-word.length);
  }
  return false;
}

/** Phonetic signs stand beside a text, and are no part of it. */
const spoken = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;

/** The text that an element with phonetic signs shows; undefined without them. The library reads them as text. */
export const withoutSpoken = (xml: string): string | undefined =>
  xml.search(spoken) < 0 ? undefined : textOf(xml.replace(spoken, ''));

/** The parts of a rich text; undefined when it has one font. */
export function richTextOf(xml: string): RichText | undefined {
  const [, ...runs] = xml.replace(spoken, '').split(/<(?:\w+:)?r(?=[\s>])/);
  if (runs.length === 0) return undefined;
  return runs.map((run) => {
    const hasFont = /<(?:\w+:)?rPr[\s>]/.test(run);
    return { text: textOf(run), as: hasStrike(run) ? 'struck' : hasFont ? 'plain' : 'cell' };
  });
}

/** `left`: without what is struck through. `gone`: only that, undefined for all that the cell shows. */
export type StruckText = { left: string; gone?: string };

/** A text whose parts are struck through; undefined when none is. */
export function struckIn(rich: RichText, isCellStruck: boolean): StruckText | undefined {
  const isLeft = ({ as }: Run) => as === 'plain' || (as === 'cell' && !isCellStruck);
  const join = (runs: RichText) => runs.map(({ text }) => text).join('');
  const left = rich.filter(isLeft);
  if (left.length === rich.length) return undefined;
  return { left: join(left).trim(), gone: join(rich.filter((run) => !isLeft(run))) };
}

function textOf(run: string): string {
  const found = run.matchAll(/<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</g);
  return [...found].map(([, text = '']) => decodeEntities(text)).join('');
}
