/** The headings of the columns that a contact card becomes. */
export const cardHeader: readonly string[] = ['email', 'name', 'other fields', 'note'];

type Property = { name: string; parameters: string; value: string };

const property = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^:;"]|"[^"]*")*)*):([\s\S]*)$/;

/**
 * The cells of one contact card (vCard 2.1 to 4.0): its addresses, the preferred one first; its name; and the lines
 * that hold other addresses.
 */
export function cardCells(lines: readonly string[]): string[] {
  const properties = unfolded(lines).map(readProperty);
  const all = preferredFirst(properties, 'EMAIL').filter(({ value }) => value.trim() !== '');
  const mailed = all.filter((each) => !isInside(each));
  // The name of a mailbox inside Exchange is no address, unless the card has no other.
  const emails = (mailed.length > 0 ? mailed : all).map(({ value }) => unescaped(value).trim());
  const others = properties
    .filter((each) => each.value.includes('@') && (each.name !== 'EMAIL' || isInside(each)))
    .map(({ name, value }) => `${name}: ${unescaped(value)}`);
  const remarks = properties
    .filter(({ name, value }) => name === 'NOTE' && !value.includes('@'))
    .map(({ value }) => unescaped(value).trim());
  const cells = [[...new Set(emails)].join(' ::: '), nameOf(properties), others.join('; ')];
  return [...cells, remarks.join('; ')];
}

/** Lines of programs, and what the reader reads or never shows: nobody misses them. */
const quiet: ReadonlySet<string> = new Set(
  'BEGIN END VERSION PRODID REV UID CLASS KIND FN N EMAIL NICKNAME SORT-STRING PHOTO LOGO SOUND KEY'.split(
    ' ',
  ),
);

/** The names of the other fields that a card fills: `ORG`, `TEL`. */
export const fieldsBeside = (lines: readonly string[]): string[] =>
  unfolded(lines).flatMap((line) => {
    const [, name = '', value = ''] =
      /^(?:[\w-]{1,40}\.)?([A-Za-z-]{1,40})[;:](.*)$/s.exec(line) ?? [];
    const field = name.toUpperCase();
    if (field === 'EMAIL' && isInside(readProperty(line))) return ['EMAIL (X500)'];
    return /[^;:\s]/.test(value) && !quiet.has(field) && !field.startsWith('X-') ? [field] : [];
  });

/** A line that begins with space goes on the one before it; in version 2.1 a `=` at its end says so too. */
function unfolded(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    if (before?.endsWith('=') && /QUOTED-PRINTABLE/i.test(before)) {
      whole[whole.length - 1] = before.slice(0, -1) + line;
    } else if (before !== undefined && /^[ \t]/.test(line)) {
      whole[whole.length - 1] = before + line.slice(1);
    } else whole.push(line);
  }
  return whole;
}

/** Reads one whole line of a card. */
export function readProperty(line: string): Property {
  const [, name = '', parameters = '', value = line] = property.exec(line) ?? [];
  const isQuoted = /QUOTED-PRINTABLE/i.test(parameters);
  return {
    name: name.toUpperCase(),
    parameters,
    value: isQuoted ? decodeQuoted(value, parameters) : value,
  };
}

function decodeQuoted(value: string, parameters: string): string {
  const bytes = Buffer.from(
    value.replace(/=([\dA-F]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
    'latin1',
  );
  const charset = /CHARSET\s*=\s*"?([\w-]+)/i.exec(parameters)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString();
  }
}

/** The properties of one name, the preferred first: `PREF`, `TYPE=PREF`, `PREF=1` before `PREF=2`. */
const preferredFirst = (properties: readonly Property[], wanted: string): readonly Property[] =>
  properties.filter(({ name }) => name === wanted).toSorted((a, b) => placeOf(a) - placeOf(b));

/** The place among the properties of one name: the preferred has the smallest. */
export function placeOf(given: Property): number {
  const { parameters } = given;
  if (isInside(given)) return 200;
  const [, place] = /;\s*pref\s*=\s*"?(\d{1,3})/i.exec(parameters) ?? [];
  if (place !== undefined) return Number(place);
  return /;(?:type\s*=\s*"?(?:[\w-]+,)*)?pref(?:[;,="]|$)/i.test(parameters) ? 1 : 101;
}

/** The name of a mailbox inside Exchange. */
const isInside = ({ parameters, value }: Property): boolean =>
  /(?:[;=,"])(?:x[45]00|ex)(?:[;,"]|$)/i.test(parameters) ||
  /^\s*(?:(?:x500|ex):)?\/(?:o|ou|cn)=|^\s*IMCEA/i.test(value);

const unescaped = (value: string): string =>
  value.replace(/\\([nN,;:\\])/g, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign));

/** The name that the card shows; without one, its given, middle and family name. */
function nameOf(properties: readonly Property[]): string {
  const said = (wanted: string) => preferredFirst(properties, wanted)[0]?.value ?? '';
  const shown = unescaped(said('FN')).trim();
  if (shown !== '' && !shown.includes('@')) return shown;
  const [family = '', given = '', middle = ''] = said('N')
    .split(/(?<!\\);/)
    .map(unescaped);
  const parts = [given, middle, family].map((part) => part.trim()).filter(Boolean);
  return parts.join(' ');
}
