import { addressSays } from '../names/address-says.ts';
import { crossedOut, strikeMark, struckPart } from '../names/strike-marks.ts';
import type { Reason } from '../reason.ts';
import { decodeEntities } from '../text/entities.ts';
import { findAddresses, isPlainAddress, kindsOfAddress } from '../text/find-addresses.ts';
import { looksLikeName, type NameRead, readName } from '../text/person-name.ts';
import { saysOther } from './not-a-partner.ts';
import { parted, splitEntries } from './split-entries.ts';

/**
 * `words`: as the cell has them, where the reader judges them as a name. `behind`: the words after the address of a
 * named partner.
 */
export type AddressEntry = {
  address: string;
  name?: string;
  said?: NameRead['said'];
  words?: string;
  behind?: string;
};

/** The partners in an address cell: one for each entry. */
export type AddressCell = {
  entries: readonly AddressEntry[];
  /** Set when the reader cannot tell who is meant. The entry's address is then the whole cell, for people to see. */
  problem?: Reason;
  /** Further addresses of the same person. The bot does not invite them. */
  aliases?: readonly string[];
};

/** No person writes more addresses into one cell. */
const mostInACell = 500;
/** A longer cell is refused for its length, and not worth the work. */
const longestCell = 20_000;
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Reads an address cell: one address as people and programs write it (`'jane@x.example`, `SMTP:jane@x.example`,
 * `Doe, Jane <jane@x.example>`, `[jane@x.example](mailto:jane@x.example)`), or several. `hasName`: another cell names
 * one partner, so with several addresses the reader cannot tell which one counts.
 */
export function readAddressCell(cell: string, hasName: boolean): AddressCell {
  if (isPlainAddress(cell) || cell.length > longestCell) return { entries: [{ address: cell }] };
  const plain = decodeEntities(cell).replace(invisible, '').replace(/\s+/g, ' ').trim();
  const text = plain.replace(crossedOut, '~~$1~~');
  const { addresses } = findAddresses(text);
  const [only] = addresses;
  if (only === undefined) return { entries: [{ address: cell.trim() }] };
  if (strikeMark.test(text)) {
    const isSeveral = new Set(addresses.map((each) => each.replaceAll('~', ''))).size > 1;
    const isPart = isSeveral && text.replace(struckPart, '').includes('@');
    return unclear(text, { as: isPart ? 'partly' : 'struck' });
  }
  if (addresses.length === 1) return readOne(text, only, hasName);
  return primary(text, addresses) ?? readSeveral(text, addresses, hasName);
}

function readOne(text: string, address: string, hasName: boolean): AddressCell {
  const rest = restOf(text, address);
  // `jane@x.exampleJane Doe`: the separator is lost.
  const runsOn = /\.[^.]*\p{Ll}\p{Lu}[^.]*$/u.test(address);
  const after = text.slice(text.indexOf(address) + address.length);
  const isOne = !runsOn && !cutOff.test(after) && !rest.includes('@') && !leavesOut.test(text);
  if (isOne && !/[\p{L}\p{N}]/u.test(rest)) return { entries: [{ address }] };
  const { name } = readName(rest.replace(/[\s,;:–—-]+$/, ''));
  if (isOne && name !== undefined && isMeant({ text, name, address }, hasName)) {
    return { entries: [named({ text, name, address })] };
  }
  return unclear(text);
}

function unclear(text: string, how: { as?: 'struck' | 'partly' } = {}): AddressCell {
  const values = { address: text.slice(0, 100), ...how };
  return { entries: [{ address: text }], problem: { code: 'words beside address', values } };
}

/** The partner whom the words beside the address name. They are judged as a cell of names is. */
function named({ text, name, address }: Worded): AddressEntry {
  if (kindsOfAddress.test(name)) return { address };
  if (isLink(text)) return looksLikeName(name) ? { address, name } : { address };
  const { words, behind } = besides(text, address) ?? { words: name };
  const entry = behind === undefined ? { address, words } : { address, words, behind };
  return { ...entry, ...readName(words) };
}

/** The words before and behind an address, with their own brackets. Undefined where the address stands twice. */
function besides(text: string, address: string): { words: string; behind?: string } | undefined {
  const parts = withoutSigns(text).split(address);
  const [first = '', second = ''] = parts;
  if (parts.length !== 2) return undefined;
  const before = unwrapped(first.trim().replace(/[\s<([{,;:–—-]+$/, ''));
  const behind = unwrapped(second.trim().replace(/^[\s>)\]},;:–—-]+/, ''));
  if (!hasWords(behind) || kindsOfAddress.test(behind)) return { words: before };
  if (!hasWords(before)) return { words: behind };
  return { words: `${before} (${behind.replace(/[()]/g, ' ').trim()})`, behind };
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Without one pair of brackets around the whole, and without a bracket that nothing closes. */
function unwrapped(text: string): string {
  const inner = /^[([<]\s*(.*?)\s*[)\]>]$/s.exec(text)?.[1] ?? text;
  const opened = inner.split(/[([]/).length;
  const closed = inner.split(/[)\]]/).length;
  return opened < closed ? inner.replace(/\s*[)\]]$/, '') : inner;
}

const isLink = (text: string): boolean => /\]\(|<a\s/i.test(text) || /^=HYPERLINK/i.test(text);

/** The sign that programs write where a column was too narrow for the address: `jane@fabrikam.exa...`. */
const cutOff = /^\s?(?:\.{3}|\u2026)/;
/** A line that somebody took out of a list without deleting it, or struck through. */
const leavesOut = /^(?:#|\/\/|--|;|%|rem\b)\s*(?!\S*:)|\u2717/i;
type Worded = { text: string; name: string; address: string };

/** True if the words beside an address are its owner's name, or say what kind of address it is. */
function isMeant({ text, name, address }: Worded, hasName: boolean): boolean {
  if (saysOther(name, address)) return false;
  if (isLink(text) || kindsOfAddress.test(name)) return true;
  if (/</.test(text)) return !name.includes(':');
  if (isAside(text, address)) return isOwnName(name, address);
  if (text.includes('(')) return !name.includes(':');
  if (!looksLikeName(name)) return false;
  // One word alone may be anything, unless the address says it too.
  return (
    hasName ||
    /\S\s+\S/.test(name) ||
    !/^\p{Script=Latin}/u.test(name) ||
    addressSays(address, name, { how: 'within' })
  );
}

/** `jane@x.example (left in May)`: the words in brackets may say anything. */
const isAside = (text: string, address: string): boolean =>
  /^\W*\(/.test(text.slice(text.indexOf(address) + address.length));

/** True if words in brackets are the name of the address's owner. */
const isOwnName = (name: string, address: string): boolean =>
  !name.includes(':') &&
  looksLikeName(name) &&
  (addressSays(address, name, { how: 'within' }) ||
    !/^\p{Script=Latin}/u.test(name) ||
    /^\p{Lu}\S*(?:\s\S+)*\s\p{Lu}/u.test(name));

/** The text around the address, without the signs that go with an address. */
function restOf(text: string, address: string): string {
  return withoutSigns(text)
    .split(address)
    .join(' ')
    .replace(/[<>()[\]{}"“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[,;:\s]+|[,;:\s]+$/g, '');
}

const withoutSigns = (text: string): string =>
  text
    .replace(/<\/?a\b[^<>]*>/gi, ' ')
    .replace(/^=HYPERLINK\s*\(/i, ' ')
    .replace(/^(?:[-–—*•·‣▪●○◦>+→☐☑☒]|\[[ xX]?\]|\(?\d{1,4}[.)])\s+/u, '')
    .replace(/^\d+;#|;#\d+$/g, ' ')
    .replaceAll('＠', '@')
    .replace(/\b(?:mailto|smtp|sip|eum|e-?mail):/gi, ' ')
    .replace(/\?[\w=&%.-]+/g, ' ');

/** Exchange marks the primary address by `SMTP:` in capitals. Google writes it first. */
function primary(text: string, addresses: readonly string[]): AddressCell | undefined {
  const [first = '', ...further] = text.split(' ::: ');
  if (further.length > 0 && isPlainAddress(first)) {
    return { entries: [{ address: first }], aliases: addresses.filter((each) => each !== first) };
  }
  const marked = [...text.matchAll(/(?<![\w-])SMTP:([^\s,;|]+)/g)].map(([, address]) => address);
  const [address] = marked;
  const others = text.match(/(?<![\w-])(?:smtp|x500|sip|eum|x400|spo):/gi) ?? [];
  if (address === undefined || marked.length > 1 || others.length < addresses.length)
    return undefined;
  return { entries: [{ address }], aliases: addresses.filter((each) => each !== address) };
}

function readSeveral(text: string, addresses: readonly string[], hasName: boolean): AddressCell {
  const entries = splitEntries(parted(text));
  const read = entries.flatMap((entry) => {
    const found = findAddresses(entry).addresses;
    const [only] = found;
    return only === undefined || found.length > 1 ? [] : readOne(entry, only, false);
  });
  // A formula shows one address and leads to the other.
  const isClear =
    read.length === entries.length &&
    read.every(({ problem }) => !problem) &&
    !/^=HYPERLINK/i.test(text);
  if (isClear && !hasName && addresses.length <= mostInACell) {
    return { entries: read.flatMap((each) => each.entries) };
  }
  const values = { addresses: addresses.slice(0, 5).join(', '), count: addresses.length };
  return { entries: [{ address: text }], problem: { code: 'several addresses', values } };
}
