import { domainToASCII, domainToUnicode } from 'node:url';
import type { Reason } from '../reason.ts';
import { cutText } from './cut-text.ts';
import { findAddresses, isPlainAddress } from './find-addresses.ts';

export type Address = {
  /** The form that the bot compares, stores and sends: lower case, the domain as A-labels. */
  address: string;
  domain: string;
  /** The form that people read: an internationalised domain in its own script. */
  shown: string;
};

/** Text that is no address is an answer here, not an error. */
export type AddressRead = ({ ok: true } & Address) | { ok: false; reason: Reason };

/**
 * Entra refuses these signs, and letters with accents, in the local part:
 * https://learn.microsoft.com/graph/api/resources/invitation
 */
const refused = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,]|[^\x20-\x7e]/gu;
/** The last label has letters only. A digit there shows that other text has run into the address. */
const domainForm =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;
/** The name of a mailbox inside Exchange: exports have it where nobody mailed from outside. */
const exchange = /^(?:x500:)?\/(?:o|ou|cn)=|^IMCEA[A-Z\d]{0,10}-/i;
/** Invisible characters that people copy along from mails and web pages. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Nearly every address is such, with its domain. The whole procedure gives the same, and takes five times as long. */
const plainForm = /^([a-z\d_][a-z\d_.-]*)@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63})$/;
const longestAddress = 254;

function readPlain(text: string): AddressRead | undefined {
  const address = text.toLowerCase();
  const [, local = '', domain = 'xn--'] = plainForm.exec(address) ?? [];
  const isPlain = address.length <= longestAddress && !domain.includes('xn--');
  return isPlain && localPartForm(local)
    ? { ok: true, address, domain, shown: address }
    : undefined;
}

/** Reads one address as people write it: any letter case, perhaps in angle brackets or as a mailto link. */
export function readAddress(text: string): AddressRead {
  return readPlain(text) ?? readMarked(text);
}

function readMarked(text: string): AddressRead {
  const written = text.normalize('NFC').replace(invisible, '').trim();
  const bare = withoutMarks(written);
  if (bare === '') return { ok: false, reason: { code: 'address missing' } };
  if (exchange.test(bare)) return malformed(written);
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, at).toLowerCase();
  const domain = at < 0 ? undefined : readDomain(bare.slice(at + 1));
  if (domain === undefined || !localPartForm(local)) return malformed(written);
  const characters = [...new Set(local.match(refused))];
  if (characters.length > 0) {
    const values = { address: shorten(written), characters: characters.map(visible).join(' ') };
    const probable = addressOfGuest(local);
    const said = probable === undefined ? values : { ...values, guest: 'yes', probable };
    return { ok: false, reason: { code: 'address characters', values: said } };
  }
  const address = `${local}@${domain}`;
  if (address.length > longestAddress) return malformed(written);
  return { ok: true, address, domain, shown: `${local}@${inOwnScript(domain)}` };
}

/** The address in the name of a guest's account: `jane_fabrikam.com#EXT#@woodgrove.onmicrosoft.com`. */
function addressOfGuest(local: string): string | undefined {
  const [, name, domain] = /^(.+)_([^_]+\.[^_]+)#ext#$/.exec(local) ?? [];
  return name === undefined || domain === undefined ? undefined : `${name}@${domain}`;
}

/** Removes what mails, web pages and spreadsheets write around an address, unless there are other words. */
function withoutMarks(written: string): string {
  if (isPlainAddress(written)) return written;
  const {
    addresses: [only, ...others],
    rest,
  } = findAddresses(written);
  if (only !== undefined && others.length === 0 && !/[\p{L}\p{N}]/u.test(rest)) return only;
  return written
    .replace(/^<(.*)>$/, '$1')
    .replace(/^mailto:/i, '')
    .trim();
}

/** A domain name as A-labels in lower case; undefined for other text. */
export function readDomain(text: string): string | undefined {
  if (/[\s%/\\:@?#]/.test(text)) return undefined;
  const small = text.toLowerCase();
  // Nearly every domain is such: the whole procedure would give it back as it is, and takes twenty times as long.
  if (small.length <= 253 && domainForm.test(small) && !small.includes('xn--')) return small;
  const ascii = domainToASCII(text.normalize('NFC'));
  return ascii.length <= 253 && domainForm.test(ascii) ? ascii : undefined;
}

const inOwnScript = (domain: string) =>
  domain.includes('xn--') ? domainToUnicode(domain) : domain;

/** True for the organisation's own domains and the domains below them. No person there is a partner. */
export function isOwnDomain(domain: string, own: readonly string[]): boolean {
  return own.some((each) => domain === each || domain.endsWith(`.${each}`));
}

function localPartForm(local: string): boolean {
  if (local === '' || local.length > 64) return false;
  return !/^[.-]|[.-]$|\.\.|[\s@]/.test(local);
}

function malformed(written: string): AddressRead {
  const address = shorten(written);
  const values = exchange.test(written) ? { address, kind: 'exchange' } : { address };
  return { ok: false, reason: { code: 'address malformed', values } };
}

function shorten(written: string): string {
  return written.length > 100 ? `${cutText(written, 99)}…` : written;
}

function visible(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
