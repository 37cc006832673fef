import { bareOf, breather, lookOf, namesInside, shownDomain } from '../text/look-alike.ts';
import { editDistance } from '../text/nearest.ts';

/** Of two names so long, one letter more is no other company's name. */
const longName = 8;
/** Of a domain within another. Domains of companies have two or three labels. */
const mostLabels = 3;

/** The domains of a list as people read them, by what makes two of them alike. */
type Listed = {
  /** As people read it: as the list has it. */
  all: Map<string, string>;
  look: Map<string, string>;
  bare: Map<string, string>;
  letters: Map<string, string>;
};

/**
 * Finds the domains of one list that people easily take for each other: one with letters that look the same, two
 * letters swapped or one too many, or one that stands inside another. Returns each with the other. Names that are
 * numbered, or differ in a letter that looks different, stand beside each other in many honest lists, so they do not
 * count. The cost grows with the number of domains alone.
 */
export async function alikeInList(domains: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const listed: Listed = { all: new Map(), look: new Map(), bare: new Map(), letters: new Map() };
  const found = new Map<string, string>();
  const breathe = breather();
  const pair = (one: string, other: string) => {
    const [a, b] = [listed.all.get(one), listed.all.get(other)];
    if (a === undefined || b === undefined) return;
    if (!found.has(a)) found.set(a, b);
    if (!found.has(b)) found.set(b, a);
  };
  for (const domain of domains) {
    const { domain: shown } = shownDomain(domain);
    if (listed.all.has(shown)) continue;
    listed.all.set(shown, domain);
    for (const other of before(listed, shown)) pair(shown, other);
    await breathe(shown);
  }
  for (const shown of listed.all.keys()) {
    for (const other of [...shorter(listed, shown), ...inside(listed, shown)]) pair(shown, other);
    await breathe(shown);
  }
  return found;
}

/** Adds a domain. Returns those before it that look the same, or have two letters swapped. */
function before({ look, bare, letters }: Listed, domain: string): string[] {
  keep(bare, bareOf(domain), domain);
  const same = keep(look, lookOf(domain), domain);
  const swapped = keep(letters, [...domain].sort().join(''), domain);
  return [
    ...(same === undefined ? [] : [same]),
    ...(swapped !== undefined && isOneTypo(domain, swapped) ? [swapped] : []),
  ];
}

/** Keeps the first domain with this key. Returns it to the others. */
function keep(first: Map<string, string>, key: string, domain: string): string | undefined {
  const known = first.get(key);
  if (known === undefined) first.set(key, domain);
  return known;
}

const isOneTypo = (one: string, other: string) =>
  editDistance(one, other) === 1 && one.replace(/\d/g, '') !== other.replace(/\d/g, '');

/** The domains that lack one letter of a long name. */
function shorter({ all }: Listed, domain: string): string[] {
  const end = domain.lastIndexOf('.');
  const lacking: string[] = [];
  for (let at = 0; end > longName && at < end; at += 1) {
    const other = domain.slice(0, at) + domain.slice(at + 1);
    if (all.has(other) && /\p{L}/u.test(domain.charAt(at))) lacking.push(other);
  }
  return lacking;
}

/** The domains that a part of another one is, or looks like. A subdomain belongs to the owner of its domain. */
function inside({ all, look, bare }: Listed, domain: string): string[] {
  return namesInside(domain).flatMap((part) => {
    if (part.split('.').length > mostLabels) return [];
    const held = all.has(part) ? part : (look.get(lookOf(part)) ?? bare.get(bareOf(part)));
    return held === undefined || held === domain || domain.endsWith(`.${held}`) ? [] : [held];
  });
}
