import { partText } from '../archive/unpack-part.ts';
import type { ZipDirectory } from '../archive/workbook-parts.ts';

/** A list's styles take some kilobytes. */
const mostBytes = 4 * 1024 * 1024;
const strikes = /<(?:\w+:)?strike(?:\s+val\s*=\s*["'](?:1|true)["'])?\s*\/?>/;

/** True when the XML of a font, or of a part of a text, says that it is struck through. */
export const hasStrike = (xml: string): boolean => strikes.test(xml);

/** `unseen`: text as white as the sheet, or a format that shows nothing. `pale`: grey text. */
export type CellLook = 'unseen' | 'pale';
export type CellStyles = {
  /** The cell styles whose text is struck through, by the number that a cell names. */
  struck: ReadonlySet<string>;
  looks: ReadonlyMap<string, CellLook>;
  /** The styles of rules that strike through, or make text pale, by the number that a rule names. */
  rules: ReadonlySet<string>;
};

const plain: CellStyles = { struck: new Set(), looks: new Map(), rules: new Set() };

/**
 * The styles of a workbook that say something about its rows. Empty for nearly every workbook. Throws ListRefused for a
 * part that unpacks to more than it says.
 */
export async function cellStyles(bytes: Uint8Array, directory: ZipDirectory): Promise<CellStyles> {
  const entry = [...directory.values()].find(({ name }) => /(?:^|\/)styles\.xml$/i.test(name));
  if (entry === undefined || entry.size > mostBytes) return plain;
  const text = await partText(bytes, entry);
  const fonts = partsOf(text, 'fonts', 'font');
  const fills = partsOf(text, 'fills', 'fill').map(isBlank);
  const struckFonts = fonts.map((font) => strikes.test(font));
  const fontLooks = fonts.map(lookOf);
  const hiding = hidingFormats(text);
  const struck = new Set<string>();
  const looks = new Map<string, CellLook>();
  for (const [index, format] of partsOf(text, 'cellXfs', 'xf').entries()) {
    const font = numberIn(format, 'fontId');
    const look = fontLooks[font];
    const isOnWhite = fills[numberIn(format, 'fillId')] ?? true;
    if (struckFonts[font] === true) struck.add(String(index));
    if (hiding.has(numberIn(format, 'numFmtId'))) looks.set(String(index), 'unseen');
    else if (look !== undefined && isOnWhite) looks.set(String(index), look);
  }
  const rules = partsOf(text, 'dxfs', 'dxf').flatMap((rule, index) =>
    marksRow(rule) ? [String(index)] : [],
  );
  return { struck, looks, rules: new Set(rules) };
}

/** True when the style of a rule strikes text through, or makes it pale on a white cell. */
export const marksRow = (style: string): boolean =>
  strikes.test(style) || (lookOf(style) !== undefined && isBlank(style));

/** The elements of one kind inside another, each with what stands in it. */
function partsOf(text: string, around: string, name: string): string[] {
  const begins = text.search(new RegExp(`<(?:\\w+:)?${around}[\\s>]`));
  const rest = begins < 0 ? '' : text.slice(begins);
  const ends = rest.search(new RegExp(`</(?:\\w+:)?${around}>`));
  const whole = rest.slice(0, Math.max(ends, 0));
  return whole.split(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])`)).slice(1);
}

function numberIn(element: string, name: string): number {
  return Number(new RegExp(`\\s${name}\\s*=\\s*["'](\\d+)["']`).exec(element)?.[1] ?? -1);
}

/** The numbers of the formats that show nothing. */
function hidingFormats(text: string): ReadonlySet<number> {
  const formats = partsOf(text, 'numFmts', 'numFmt');
  return new Set(
    formats.flatMap((format) =>
      /\sformatCode\s*=\s*["'];;;?["']/.test(format) ? [numberIn(format, 'numFmtId')] : [],
    ),
  );
}

/** True when a fill leaves the cell white. */
function isBlank(xml: string): boolean {
  if (!/patternType\s*=\s*["'](?!none["'])/.test(xml) && !/<(?:\w+:)?bgColor/.test(xml))
    return true;
  const color = /<(?:\w+:)?fgColor\s([^<>]*)>/.exec(xml)?.[1];
  return color !== undefined && lightness(color) === 1;
}

function lookOf(xml: string): CellLook | undefined {
  const color = /<(?:\w+:)?color\s([^<>]*)>/.exec(xml)?.[1];
  const light = color === undefined ? undefined : lightness(color);
  if (light === undefined || light < 0.45) return undefined;
  return light > 0.95 ? 'unseen' : 'pale';
}

/** White and the greys among the old numbered colours. */
const greys: ReadonlyMap<string, number> = new Map([
  ['1', 1],
  ['9', 1],
  ['22', 0.75],
  ['23', 0.5],
  ['55', 0.6],
]);

/** How light a grey is, from 0 (black) to 1 (white). Undefined for a colour. */
function lightness(color: string): number | undefined {
  const [, ...parts] =
    /\srgb\s*=\s*["'][\dA-F]{2}([\dA-F]{2})([\dA-F]{2})([\dA-F]{2})["']/i.exec(` ${color}`) ?? [];
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16) / 255);
  if (parts.length === 3) {
    const isGrey = Math.max(red, green, blue) - Math.min(red, green, blue) < 0.1;
    return isGrey ? (red + green + blue) / 3 : undefined;
  }
  const indexed = /\sindexed\s*=\s*["'](\d+)["']/.exec(` ${color}`)?.[1];
  if (indexed !== undefined) return greys.get(indexed);
  const tint = Number(/\stint\s*=\s*["'](-?[\d.]+)["']/.exec(` ${color}`)?.[1] ?? 0);
  // The first two colours of a theme are the paper and the ink.
  if (/\stheme\s*=\s*["']0["']/.test(` ${color}`)) return 1 + Math.min(tint, 0);
  return /\stheme\s*=\s*["']1["']/.test(` ${color}`) ? Math.max(tint, 0) : undefined;
}
