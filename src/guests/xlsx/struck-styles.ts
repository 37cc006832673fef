import { partText } from './unpack-part.ts';
import type { ZipDirectory } from './workbook-parts.ts';

/** A list's styles take some kilobytes. */
const mostBytes = 4 * 1024 * 1024;
const strikes = /<(?:\w+:)?strike(?:\s+val\s*=\s*["'](?:1|true)["'])?\s*\/?>/;

/** Whether the XML of a font, or of a part of a text, says that it is struck through. */
export const hasStrike = (xml: string): boolean => strikes.test(xml);

/**
 * The cell styles whose text is struck through, by the number that a cell names. Empty for nearly every workbook.
 * Throws ListRefused for a part that unpacks to more than it says.
 */
export async function struckStyles(
  bytes: Uint8Array,
  directory: ZipDirectory,
): Promise<ReadonlySet<string>> {
  const entry = [...directory.values()].find(({ name }) => /(?:^|\/)styles\.xml$/i.test(name));
  if (entry === undefined || entry.size > mostBytes) return new Set();
  const text = await partText(bytes, entry);
  if (!strikes.test(text)) return new Set();
  const fonts = partsOf(text, 'fonts', 'font').map((font) => strikes.test(font));
  return new Set(
    partsOf(text, 'cellXfs', 'xf').flatMap((format, index) => {
      const font = /\sfontId\s*=\s*["'](\d+)["']/.exec(format)?.[1];
      return font !== undefined && fonts[Number(font)] === true ? [String(index)] : [];
    }),
  );
}

/** The elements of one kind inside another, each with what stands in it. */
function partsOf(text: string, around: string, name: string): string[] {
  const begins = text.search(new RegExp(`<(?:\\w+:)?${around}[\\s>]`));
  const rest = begins < 0 ? '' : text.slice(begins);
  const ends = rest.search(new RegExp(`</(?:\\w+:)?${around}>`));
  const whole = rest.slice(0, Math.max(ends, 0));
  return whole.split(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])`)).slice(1);
}
