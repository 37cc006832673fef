import { placeOf, readProperty } from '../foreign/card-cells.ts';

/** A line of a contact card: `FN:Jane Doe`, `item1.EMAIL;TYPE=WORK:jane@x.example`. */
const cardLine =
  /^(?:item\d{1,2}\.)?(FN|EMAIL|N|ORG|TEL|TITLE|ADR|URL|REV|UID|VERSION)(?:;[^:\n]{0,200})?:(.*)$/i;
const begins = /^\s*(?:item\d{1,2}\.)?[A-Z][A-Z-]{0,20}(?:;[^:\n]{0,200})?:/i;
const framed = /^[ \t]*BEGIN:VCARD/im;
const named = /^FN(?:;[^:\n]{0,200})?:/im;

/**
 * Joins the lines of contact cards that are broken over several lines, and keeps the number of lines. Without the frame
 * of a card it writes the fields as people label them, and leaves out those that hold nobody's address.
 */
export function plainCards(text: string): string {
  if (framed.test(text)) return unfolded(text).join('\n');
  return named.test(text) ? labelled(unfolded(text)).join('\n') : text;
}

/** The other fields of such lines, except the name in its parts: the reader says that it did not use them. */
export function fieldsLeft(text: string): string[] {
  if (framed.test(text) || !named.test(text)) return [];
  return unfolded(text).flatMap((line) => {
    const [whole = '', field = '', value = ''] = cardLine.exec(line) ?? [];
    const isUsed = /^(?:fn|email|n)$/i.test(field) || value.includes('@');
    return isUsed || value.trim() === '' ? [] : [whole.trim()];
  });
}

/** Joins broken lines. Blank ones take the places of those that went into the line before. */
function unfolded(text: string): string[] {
  const fields: Field[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const last = fields.at(-1);
    if (last !== undefined && goesOn(last, line)) {
      last.parts.push(last.isSoft ? line : line.slice(1));
      last.isSoft = last.isQuoted && line.endsWith('=');
    } else {
      const isQuoted = /^[^:]{0,200}QUOTED-PRINTABLE/i.test(line);
      fields.push({ parts: [line], isQuoted, isSoft: isQuoted && line.endsWith('=') });
    }
  }
  return fields.flatMap(({ parts, isQuoted }) => {
    const whole = parts.map((part, at) =>
      isQuoted && at < parts.length - 1 ? part.replace(/=$/, '') : part,
    );
    return [whole.join(''), ...parts.slice(1).map(() => '')];
  });
}

/** A field by its lines. `isSoft`: a `=` at the end says that the next line goes on. */
type Field = { parts: string[]; isQuoted: boolean; isSoft: boolean };

/** A field that is indented does not go on the one before it. */
const goesOn = ({ parts, isSoft }: Field, line: string): boolean => {
  if (isSoft) return true;
  const isFolded = /^[ \t]\s*\S/.test(line) && !begins.test(line);
  const isField = parts.length > 1 || begins.test(parts[0] ?? '');
  return isFolded && isField && !(line.includes('@') && isWhole(parts));
};

/** No address is longer. */
const longest = 400;

/** A line of a card that ends in a whole address. A further one below it is somebody else. */
const isWhole = (parts: readonly string[]): boolean =>
  /^(?:item\d{1,2}\.)?EMAIL(?:;[^:\n]{0,200})?:/i.test(parts[0] ?? '') &&
  /@[^\s@]+\.\p{L}{2,}\s*$/u.test(parts.slice(-longest).join('').slice(-longest));

/** Of the addresses of one card the preferred one counts. */
function labelled(lines: readonly string[]): string[] {
  const others = furtherAddresses(lines);
  return lines.map((line, at) => asLabelled(line, others.has(at)));
}

/** `isFurther`: the line holds an address beside the preferred one. */
function asLabelled(line: string, isFurther: boolean): string {
  const [, field = ''] = cardLine.exec(line) ?? [];
  if (field === '') return line;
  const value = readProperty(line).value.trim();
  if (/^fn$/i.test(field)) return `Name: ${value}`;
  if (value === '' || !/^email$/i.test(field)) return value.includes('@') ? line : '';
  return isFurther ? `(\u2717 ${value})` : `E-mail: ${value}`;
}

/** The lines with an address that stand beside the preferred one of the same card. */
function furtherAddresses(lines: readonly string[]): ReadonlySet<number> {
  const others = new Set<number>();
  let run: number[] = [];
  const close = () => {
    const placed = run.toSorted((a, b) => placeIn(lines, a) - placeIn(lines, b));
    for (const at of placed.slice(1)) others.add(at);
    run = [];
  };
  for (const [at, line] of lines.entries()) {
    const field = cardLine.exec(line)?.[1]?.toUpperCase();
    if (field === 'EMAIL') {
      if (line.includes('@')) run.push(at);
    } else if (line.trim() !== '') close();
  }
  close();
  return others;
}

const placeIn = (lines: readonly string[], at: number): number =>
  placeOf(readProperty(lines[at] ?? ''));
