import { domainToASCII, domainToUnicode } from 'node:url';
import type { Reason } from '../reason.ts';
import { cutText } from './cut-text.ts';
import { findAddresses, isPlainAddress } from './find-addresses.ts';

export type Address = {
  /** What is compared, stored and sent: lower case, the domain as A-labels. */
  address: string;
  domain: string;
  /** What people read: the same with an internationalised domain in its own script. */
  shown: string;
};

/** A known way for reading to go wrong is an answer, not an error. */
export type AddressRead = ({ ok: true } & Address) | { ok: false; reason: Reason };

/**
 * Entra refuses these in the local part, and letters with accents too:
 * https://learn.microsoft.com/graph/api/resources/invitation
 */
const refused = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,]|[^\x20-\x7e]/gu;
/** The last part of a name has letters alone: with more, something has run on into it. */
const domainForm =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;
/** Copied along from mails and web pages, and never meant. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Reads one address as people write it: any letter case, perhaps in angle brackets or as a mailto link. */
export function readAddress(text: string): AddressRead {
  const written = text.normalize('NFC').replace(invisible, '').trim();
  const bare = withoutMarks(written);
  if (bare === '') return { ok: false, reason: { code: 'address missing' } };
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, at).toLowerCase();
  const domain = at < 0 ? undefined : readDomain(bare.slice(at + 1));
  if (domain === undefined || !localPartForm(local)) return malformed(written);
  const characters = [...new Set(local.match(refused))];
  if (characters.length > 0) {
    const values = { address: shorten(written), characters: characters.map(visible).join(' ') };
    return { ok: false, reason: { code: 'address characters', values } };
  }
  const address = `${local}@${domain}`;
  if (address.length > 254) return malformed(written);
  return { ok: true, address, domain, shown: `${local}@${domainToUnicode(domain)}` };
}

/** Without what stands around an address in mails, web pages and spreadsheets, where nothing else stands there. */
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

/** A domain name as A-labels in lower case, or undefined where it is none. */
export function readDomain(text: string): string | undefined {
  if (/[\s%/\\:@?#]/.test(text)) return undefined;
  const ascii = domainToASCII(text.normalize('NFC'));
  return ascii.length <= 253 && domainForm.test(ascii) ? ascii : undefined;
}

/** Whether nobody of this domain is a partner: it is one of the organisation's own, or below one. */
export function isOwnDomain(domain: string, own: readonly string[]): boolean {
  return own.some((each) => domain === each || domain.endsWith(`.${each}`));
}

function localPartForm(local: string): boolean {
  if (local === '' || local.length > 64) return false;
  return !/^[.-]|[.-]$|\.\.|[\s@]/.test(local);
}

function malformed(written: string): AddressRead {
  return {
    ok: false,
    reason: { code: 'address malformed', values: { address: shorten(written) } },
  };
}

function shorten(written: string): string {
  return written.length > 100 ? `${cutText(written, 99)}…` : written;
}

function visible(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
