import { setImmediate } from 'node:timers/promises';
import { domainToUnicode } from 'node:url';
import { editDistance } from './nearest.ts';

/** A domain as people read it, and as A-labels (`ascii`). */
export function shownDomain(domain: string): { domain: string; ascii: string } {
  return { domain: domainToUnicode(domain), ascii: domain };
}

/** Groups of letters, and letters, that look the same to somebody who reads quickly, with how they look. */
const sameGroups = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
] as const;
const sameLetters = [
  ['0οоօø', 'o'],
  ['1lıіӏɩι|ł', 'i'],
  ['аαɑ4', 'a'],
  ['еёεҽ3', 'e'],
  ['рρ', 'p'],
  ['сϲ', 'c'],
  ['хχ', 'x'],
  ['уүγ', 'y'],
  ['ѕ5', 's'],
  ['ԁđɗ', 'd'],
  ['вβь8ɓ', 'b'],
  ['нʜһħ', 'h'],
  ['кκ', 'k'],
  ['мϻ', 'm'],
  ['тτ7ŧ', 't'],
  ['ոηп', 'n'],
  ['ԛ', 'q'],
  ['ԝω', 'w'],
  ['ѵνʋ', 'v'],
  ['јϳ', 'j'],
  ['ɡց9', 'g'],
  ['υսц', 'u'],
  ['гᴦ', 'r'],
  ['ƒ', 'f'],
  ['2ᴢ', 'z'],
] as const;
const lookOfEach = new Map<string, string>([
  ...sameGroups,
  ...sameLetters.flatMap(([all, one]) => [...all].map((each) => [each, one] as const)),
]);
/** One pass for all of them: a long list asks for each of its names. */
const lookSame = new RegExp(
  `${sameGroups.map(([group]) => group).join('|')}|[${sameLetters.map(([all]) => all).join('')}]`,
  'gu',
);

/** A shorter name has many honest neighbours. */
const shortestName = 5;

/**
 * Finds the known domain for which people easily take another. The other differs by one typing error or by letters that
 * look the same, or it contains one that reads like the known one. A lookup costs the same for any number of known
 * domains.
 */
function lookAlikes(): {
  know(domain: string): void;
  to(domain: string): string | undefined;
} {
  const exact = new Set<string>();
  const byTrace = new Map<string, string>();
  const alike = (part: string) =>
    part.split('.').length <= mostAlike
      ? (byTrace.get(`look ${lookOf(part)}`) ?? byTrace.get(`bare ${bareOf(part)}`))
      : undefined;
  return {
    know(domain) {
      if (exact.has(domain)) return;
      exact.add(domain);
      for (const trace of tracesOf(domain)) byTrace.set(trace, domain);
    },
    to(domain) {
      if (exact.has(domain)) return undefined;
      const held = namesInside(domainToUnicode(domain));
      const inside = held.find((each) => exact.has(each)) ?? held.map(alike).find(Boolean);
      if (inside !== undefined && !domain.endsWith(`.${inside}`)) return inside;
      for (const trace of tracesOf(domain)) {
        const near = byTrace.get(trace);
        if (near !== undefined && isTakenFor(domain, near, trace)) return near;
      }
      return undefined;
    },
  };
}

/** After so many parts of domains other work gets its turn. */
const partsAtOnce = 400;

/**
 * Makes a function that the caller awaits after each domain. It lets other work run now and then, more often where
 * domains have many labels.
 */
export function breather(): (domain: string) => Promise<void> {
  let parts = 0;
  return async (domain) => {
    parts += domain.split(/[.-]/).length;
    if (parts >= partsAtOnce) parts = await setImmediate(0);
  };
}

/** Finds the domains that people easily take for a known one. Returns each with that known domain. */
export async function nearDomains(
  domains: Iterable<string>,
  known: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const near = lookAlikes();
  const found = new Map<string, string>();
  const breathe = breather();
  for (const domain of known) {
    near.know(domain);
    await breathe(domain);
  }
  for (const domain of domains) {
    const other = near.to(domain);
    if (other !== undefined) found.set(domain, other);
    await breathe(domain);
  }
  return found;
}

/** Domains of companies have two or three labels. */
const mostAlike = 3;
/** Known domains have no more labels. Longer runs are not looked at: a hostile domain may have a hundred labels. */
const longestRun = 5;

/**
 * Parts of a domain that read like a whole one, before an end (`contoso.example.evil.example`), before a hyphen
 * (`contoso.example-login.net`) and without the dot (`contoso-example.com`, `contosoexample.com`). The end of the
 * domain does not count: a subdomain belongs to the owner of its domain.
 */
export function namesInside(domain: string): string[] {
  const labels = domain.split('.').slice(0, -1);
  const parts = labels.flatMap((label) => label.split('-'));
  return [...runsOf(labels), ...(parts.length > labels.length ? runsOf(parts) : [])];
}

/** Runs of parts, the longest first. */
function runsOf(parts: readonly string[]): string[] {
  const runs: string[] = [];
  for (let length = Math.min(parts.length, longestRun); length >= 1; length -= 1) {
    for (let at = 0; at + length <= parts.length; at += 1) {
      runs.push(parts.slice(at, at + length).join('.'));
    }
  }
  return runs;
}

/** Two domains with one trace may be two errors apart. A subdomain belongs to the owner of its domain. */
function isTakenFor(domain: string, near: string, trace: string): boolean {
  if (domain.endsWith(`.${near}`) || near.endsWith(`.${domain}`)) return false;
  if (trace.startsWith('look')) return true;
  return editDistance(domainToUnicode(domain), domainToUnicode(near)) < 2;
}

/** Keys of a domain. Two domains share one when they look the same or are one typing error apart. */
function* tracesOf(domain: string): Generator<string> {
  const shown = domainToUnicode(domain);
  const dot = shown.lastIndexOf('.');
  const [name, end] = [shown.slice(0, dot), shown.slice(dot)];
  yield `look ${lookOf(shown)}`;
  if (name.length < shortestName) return;
  yield `bare ${bareOf(shown)}`;
  yield `near ${name}${end}`;
  for (let i = 0; i < name.length; i++) yield `near ${name.slice(0, i)}${name.slice(i + 1)}${end}`;
}

const unmarked = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '');

/** The look of a word in small letters to a person who reads quickly. Two words that look the same give the same. */
export function looksOf(name: string): string {
  const plain = (/[^\0-\x7f]/.test(name) ? unmarked(name) : name).replaceAll('-', '');
  return plain.replace(lookSame, (part) => lookOfEach.get(part) ?? part);
}

/** The look of a domain. People read its end more closely than its name, and in a short name they read each digit. */
export function lookOf(domain: string): string {
  const dot = domain.lastIndexOf('.');
  const name = domain.slice(0, dot);
  const parts = name.length < shortestName ? name.split(/([2-46-9])/) : [name];
  return `${parts.map((part, at) => (at % 2 === 0 ? looksOf(part) : part)).join('')}${domain.slice(dot)}`;
}

/** The domain without its dots, as it looks. */
export const bareOf = (domain: string): string => looksOf(domain.replaceAll('.', ''));
