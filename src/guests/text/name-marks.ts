import { phoneFrom } from '../names/phone-number.ts';
import { decodeEntities } from './entities.ts';

/** The beginnings of a line of a list. */
const listMark =
  /^(?:[-–—*•·‣▪●○◦>+→➤►☐☑☒✓✔✗✘]|\[[ xX]?\]|\(?\d{1,4}[.)]|[a-z]\)|#\d{1,4}[.:]?)\s+/u;
/** Words of meeting programs for a person from outside. */
const outside =
  '(?:guest|gast|invitée?|invitad[oa]|ospite|convidad[oa]|gäst|gæst|gjest|vieras|gość|externe?[rn]?|external|externo|esterno|ekstern|zewnętrzny|ext\\.?|unverified)';
const fromOutside = new RegExp(`\\s*[([{]\\s?${outside}\\s?[)\\]}]$|\\s[-–—|] ${outside}$`, 'iu');
/** The number of an employee, as HR systems write it beside a name: `Jane Doe (12345)`, `E12345 - Jane Doe`. */
const staffNumber =
  /\s*[([]\s*(?:id|no|nr|#)?[.:]?\s*\p{Lu}{0,3}-?\d{3,}\s*[)\]]$|\s+(?:[-\u2013#|/]\s*)\p{Lu}{0,3}\d{3,}$|^\p{Lu}{0,3}\d{3,}\s+[-\u2013|/]\s+(?=\p{L})/iu;
/** Zoom writes the first name that somebody had behind the one that they took: `Jane Doe (Jane)`. */
const said = /^([^()]+?)\s*\(([^()]+)\)$/;

/** Without brackets that only repeat words of the name. */
function withoutRepeats(text: string): string {
  const [, whole = '', inner = ''] = said.exec(text) ?? [];
  const words = new Set(whole.toLowerCase().split(/[\s,]+/));
  const repeats = inner
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return repeats.length > 0 && repeats.every((word) => words.has(word)) ? whole : text;
}

/** `Name: Jane Doe`, where each cell says what it holds. */
const label = /^(?:name|naam|nom|nombre|nome)\s*:\s*(?=\S)/i;

/** Words with nothing but single signs of names between them: nothing could be taken away. */
const unmarked = /^\p{L}[\p{L}\p{M}]*(?:(?:, |[ '’.-])[\p{L}\p{M}\d]+)*$/u;

/** A name without quotes around the whole, marks of lists before it, and what web pages and programs put there. */
export function nameWithoutMarks(text: string): string {
  if (unmarked.test(text) && !mayEndInPhone(text)) return text;
  let bare = decodeEntities(text)
    .replace(/^="([^"]*)"$/, '$1')
    .replace(/<!--.*?-->|<[/a-z][^<>]*>/gi, ' ')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\s]+/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replaceAll('\\"', '"')
    .trim();
  bare = bare
    .replace(listMark, '')
    .replace(/^[•·‣▪●○]/u, '')
    .replace(label, '');
  bare = withoutStress(bare.replace(/^\["([^"]*)"\]$/, '$1')).replace(fromOutside, '');
  bare = withoutRepeats(bare);
  if (/\d{3}/.test(bare) && /\p{L}{2}/u.test(bare)) bare = bare.replace(staffNumber, '');
  // SharePoint's number of the person.
  bare = bare.replace(/^\d+;#|;#\d+$/g, '');
  bare = withoutQuotes(bare.replace(/[,;:|]+$/, '').trim());
  return withoutPhone(bare.replace(/\\([,;])/g, '$1').trim());
}

/** A telephone number has seven digits at least. */
const mayEndInPhone = (text: string): boolean =>
  /\d\)?$/.test(text) && text.replace(/\D/g, '').length > 6;

/** `Jane Doe +31 6 12345678`: the number behind a whole name. */
function withoutPhone(text: string): string {
  if (!mayEndInPhone(text) || text.length > 300) return text;
  const words = text.split(/\s+/);
  const from = phoneFrom(words.map((word) => word.replace(/^[([]|[)\],;]$/g, '')));
  return from > 1 && isPhone(words.slice(from).join(' '))
    ? words
        .slice(0, from)
        .join(' ')
        .replace(/[\s,;:|(\u2013-]+$/u, '')
    : text;
}

/**
 * A label or a `+` stands before it, or a nought, or it stands in groups, with enough digits. Other digits number an
 * account, or say a day.
 */
function isPhone(text: string): boolean {
  if (/\+|\p{L}/u.test(text)) return true;
  const count = text.replace(/\D/g, '').length;
  if (/^\(?0/.test(text)) return count > 8;
  return count > 8 && count < 12 && grouped.test(text) && !dated.test(text);
}

/** `(555) 123-4567`, `912 345 678`: three groups, or two of which brackets show the first. */
const grouped =
  /^\(?(?:\d{1,5}\)?[ ./-]{1,2}\(?\d{1,5}\)?(?:[ ./-]{1,2}\d{1,5}){1,4}|\d{2,4}\) ?\d{6,8})\)?$/;
/** A day with its year, or two years. */
const dated =
  /(?<!\d)(?:\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d\d|(?:19|20)\d\d[ ./-](?:\d{1,2}[ ./-]\d{1,2}|(?:19|20)\d\d))(?!\d)/;

/** Markdown around the whole: `**Jane Doe**`, `_Jane Doe_`. */
function withoutStress(text: string): string {
  const [, mark, inner = ''] = /^([*_~`])\1{0,2}\s*(.*?)\s*\1{1,3}$/.exec(text) ?? [];
  return mark === undefined || inner === '' || inner.includes(mark) ? text : inner;
}

const opening = '"\'“”„‘’‚«»‹›`´';

function withoutQuotes(text: string): string {
  const [first = '', last = ''] = [text.charAt(0), text.charAt(text.length - 1)];
  const inner = text.slice(1, -1);
  // Between apostrophes, as between quotation marks, one of them is written twice.
  if (first === "'" && last === "'" && !inner.replaceAll("''", '').includes("'")) {
    return inner.replaceAll("''", "'").trim();
  }
  if (text.length > 2 && opening.includes(first) && opening.includes(last)) {
    if (!inner.includes(first) && !inner.includes(last)) return inner.trim();
  }
  // A quote without its other one is a slip; `'t Hart` and `'s Graven` begin with an apostrophe.
  if (text.split('"').length === 2) return text.replace('"', '').trim();
  return /^['’](?!\p{Ll}{1,2}[ -])\p{Lu}/u.test(text) ? text.slice(1) : text;
}
