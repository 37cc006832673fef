import { isGivenName } from '../names/given-names.ts';
import { isJobOf, jobBehind } from '../names/job-in-name.ts';

/** `she/her`, `hij/hem`, as meeting programs put them behind a name. */
const pronouns =
  /[\s,;-]*[([]?(?<!\p{L})(?:she|he|they|zij|hij|ze|hen|die|sie|er|elle|il|iel|xe)\s*\/\s*(?:hers?|him|his|they|she|he|them|theirs?|haar|hem|zijn|hen|hun|diens|ihre?|ihm|ihn|sein|elle|lui|il|eux|xem)(?:\s*\/\s*\p{L}{2,8})?(?!\p{L})[)\]]?/giu;
/** Behind a name they say where somebody works. */
const company = /^(.*?\p{Lu}.*?)\s+((?:from|at|bei|chez|@)\s+.+)$/u;
/** They do so only where the domain says the same: many names contain them. */
const perhapsCompany =
  /^(.*?\p{Lu}.*?)\s+((?:of|van|von|de|da|di|z|ze|från|fra|hos|presso|desde)\s+(\p{Lu}[\p{L}\p{N}&.-]{2,}).*)$/u;
/** `Bob Roe - CEO`, `Bob Roe | Fabrikam`. */
const dash = /^(.*?\p{Lu}.*?)\s+[-\u2013\u2014|/]\s+(.+)$/u;
/** `Jane Doe, CEO`, `Jane Doe, our designer`; `Doe, Jane` and `De Vries, Jan` are names. */
const title =
  /^(\S+\s.*?),\s*((?:[A-Z]{2,5}(?:\s(?:of|at|van|bij|von|bei|de|du|chez|@)\s.*)?|\p{Ll}.*))$/u;
/** A word for the bearer of a name, before the whole name: `Contact Jane Doe`. */
const whose =
  /^(contact|contactpersoon|kontakt|klant|kunde|client|customer|supplier|leverancier|lieferant)\s+(\p{Lu}\p{Ll}+\s.*\p{Lu}\p{Ll}.*)$/iu;

/** A longer text is nobody's name, and not worth the work. */
const longest = 256;

/** A name without what people write behind it. `rest`: words that are no part of it; pronouns are in neither. */
export function withoutExtras(text: string, address: string): { name: string; rest: string[] } {
  const rest: string[] = [];
  if (text.length > longest) return { name: text, rest };
  let name = withoutPronouns(text);
  if (name === '') return { name: text, rest };
  for (const pattern of [dash, company, title]) {
    const [, kept, other] = pattern.exec(name) ?? [];
    if (kept === undefined || other === undefined) continue;
    name = kept.trim();
    rest.unshift(other);
  }
  for (const words of [
    jobAtEnd(name, address),
    roleAhead(name),
    firmBehind(name, address),
    firmAhead(name, address),
    companyBehind(name, address),
  ]) {
    if (words === undefined) continue;
    const kept = name.startsWith(words) ? name.slice(words.length) : name.slice(0, -words.length);
    name = kept.trim();
    rest.unshift(words.replace(/^,\s*/, ''));
  }
  return { name, rest };
}

/** `Jane Doe Sales Manager`, `Jane Doe, Head of Sales`: the job behind a whole name. */
function jobAtEnd(name: string, address: string): string | undefined {
  const comma = name.lastIndexOf(',');
  const behind = name.slice(comma + 1).trim();
  if (comma > 0 && isJobOf(name.slice(0, comma), behind)) return name.slice(comma);
  const words = name.split(/\s+/);
  const job = jobBehind(words, address);
  const isWhole = job?.isSure === true && words.length - job.count > 1;
  return isWhole ? words.slice(words.length - job.count).join(' ') : undefined;
}

/** `van Fabrikam` behind a name, if the domain says the same. */
function companyBehind(name: string, address: string): string | undefined {
  const [, , other, word = ''] = perhapsCompany.exec(name) ?? [];
  const domain = lettersOf(address.slice(address.indexOf('@') + 1));
  return other !== undefined && domain.includes(lettersOf(word)) ? other : undefined;
}

/** True for pronouns and nothing else. */
export const isPronouns = (text: string): boolean => withoutPronouns(text) === '';

const withoutPronouns = (text: string): string => text.replace(pronouns, '').trim();

function roleAhead(name: string): string | undefined {
  const [, role, whole = ''] = whose.exec(name) ?? [];
  return /^\p{Lu}/u.test(whole) ? role : undefined;
}

/** True when the domain of the address is all of the name, or its first or last word. */
export const hasFirm = (name: string, address: string): boolean =>
  (!name.includes(' ') && isDomain(name, address)) ||
  firmBehind(name, address) !== undefined ||
  firmAhead(name, address) !== undefined ||
  isGlued(name, address);

/** A sign between two parts, of which one may be the firm. */
const unglued = /^[\w .']*$/;
const glue = /\s[-\u2013\u2014|/\u00b7\u2022]\s|,\s/u;

/**
 * `Fabrikam - Jane Doe`, `Jane Doe, Fabrikam Consulting`: the address says one part and nothing of the other. `Doe,
 * Jane Mary` is a name whose family the address may say alone.
 */
export function isGlued(name: string, address: string): boolean {
  if (unglued.test(name)) return false;
  const found = name.length > longest ? null : glue.exec(name);
  if (found === null) return false;
  const [ahead, behind] = [name.slice(0, found.index), name.slice(found.index + found[0].length)];
  // Of one word before a comma the address can say no two.
  if (behind === '' || (found[0].startsWith(',') && !ahead.includes(' '))) return false;
  const local = lettersOf(address.replace(/@.*$/s, ''));
  const said = (part: string) =>
    part.split(/\s+/).filter((word) => word.length > 1 && local.includes(lettersOf(word))).length;
  if (!found[0].startsWith(',')) return said(ahead) > 0 !== said(behind) > 0;
  // `Ravi Richter, Fabrikam <ravi@x.example>`.
  const isFirst = lettersOf(ahead.replace(/ .*$/, '')) === local && /^\p{Lu}/u.test(behind);
  const isOwn = said(ahead) > 1 || isFirst;
  return isOwn && said(behind) === 0 && !/^\p{Lu}\.|^.{1,4}$/u.test(behind) && !isGivenName(behind);
}

/** The first word before a whole name, if it is the domain of the address: `Northwind Bob Roe`. */
function firmAhead(name: string, address: string): string | undefined {
  const at = name.indexOf(' ');
  const first = name.slice(0, at);
  if (at < 0 || !isAtDomain(first, address)) return undefined;
  return isWhole(name.slice(at + 1)) && isDomain(first, address) ? first : undefined;
}

/** True when the domain begins with this word. */
function isAtDomain(word: string, address: string): boolean {
  const from = address.indexOf('@') + 1;
  const to = from + word.length;
  return (
    from > 0 &&
    address.charAt(to) === '.' &&
    address.slice(from, to).toLowerCase() === word.toLowerCase()
  );
}

const isWhole = (name: string) => /^\p{Lu}\S* (?:.* )?\p{Lu}\S*$/u.test(name);

/** The last word of a whole name, if it is the domain of the address: `Bob Roe Northwind`. */
function firmBehind(name: string, address: string): string | undefined {
  const at = name.lastIndexOf(' ');
  const last = name.slice(at + 1);
  // Nearly all names end here. `Jan Bakker` may work at Bakker, and so may `Jan de Bakker`.
  if (at < 0 || !isAtDomain(last, address)) return undefined;
  return isWhole(name.slice(0, at)) && isDomain(last, address) ? last : undefined;
}

/** True when a word is the domain of an address, and not its local part. */
export function isDomain(word: string, address: string): boolean {
  const letters = lettersOf(word);
  const [local = '', domain = ''] = address.split('@');
  return (
    letters.length > 2 &&
    !/\s/.test(word) &&
    lettersOf(domain.split('.')[0] ?? '') === letters &&
    !lettersOf(local).includes(letters)
  );
}

const lettersOf = (text: string) => {
  const small = text.toLowerCase();
  if (/^[a-z0-9]*$/.test(small)) return small;
  return small.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
};
