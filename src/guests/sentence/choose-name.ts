import { addressSays, mayTell } from '../names/address-says.ts';
import { isFamilyName } from '../names/family-name.ts';
import { isJob } from '../names/job-in-name.ts';
import { isKind } from '../names/job-words.ts';

/** A name beside an address. `before`, `after`: the separators on both sides; empty at the address itself. */
export type NameBeside = {
  name: string;
  before: string;
  after: string;
  /** On which side of the address. */
  side: 'ahead' | 'behind';
  /** Words before the name that say nothing of it. */
  skipped?: readonly string[] | undefined;
};

/**
 * Chooses the partner's name from several beside the address. `Doe, Jane` is one name; otherwise the nearest name of
 * two words or more counts. `unused`: the other names.
 */
export function chooseName(
  names: readonly NameBeside[],
  { address, bracketed }: { address: string; bracketed: boolean },
): { name?: string; unused: string[] } {
  const [first, second] = names;
  if (first === undefined) return { unused: [] };
  if (second === undefined) return { name: first.name, unused: [] };
  if (isTurnedRound(names, bracketed)) {
    return { name: names.map(({ name }) => name).join(', '), unused: [] };
  }
  // `Jane Doe, Project Manager <jane@x.example>`; `Max | NW`.
  const firms = names.filter(({ name }) => isShortFirm(name, address));
  const isFirmNamed = firms.length > 0 && names.some(({ name }) => /\p{Ll}/u.test(name));
  const people = names.filter(
    (each) => !isJobBeside(each.name, address) && !(isFirmNamed && firms.includes(each)),
  );
  // Given and family name in cells of their own.
  const isApart =
    names.length === 2 &&
    first.after === '|' &&
    first.side === second.side &&
    !isFirmNamed &&
    !names.some(({ name }) => isWhole(name));
  if (isApart) return { name: `${first.name} ${second.name}`, unused: [] };
  // `Jane Doe and Bob Roe: jane@x.example, bob@y.example`: the address says whose it is.
  const shown = people.filter(
    ({ name }) => mayTell(name) && addressSays(address, name, { how: 'within' }),
  );
  const [only, ...others] = names.every(({ after }) => after === ',') ? [] : shown;
  const chosen =
    (others.length === 0 ? only : undefined) ??
    people.find(({ after, name }) => after === '' && isWhole(name)) ??
    people.find(({ name }) => isWhole(name)) ??
    (isFirmNamed ? people[0] : undefined) ??
    first;
  const unused = names.filter((each) => each !== chosen).map(({ name }) => name);
  return { name: chosen.name, unused };
}

/** `Ravi Manager, Fabrikam <ravi@x.example>` is a name. */
function isJobBeside(name: string, address: string): boolean {
  const [first = ''] = name.split(' ');
  const isHers = !isKind(first) && mayTell(first) && addressSays(address, first, { how: 'whole' });
  return isJob(name) && !isHers;
}

/** `NW`: letters of a firm, of which the address says nothing. With a vowel, `PETIT` may be a family. */
const isShortFirm = (name: string, address: string): boolean =>
  /^[B-DF-HJ-NP-TV-Z\d&]{2,5}$/.test(name) && !addressSays(address, name, { how: 'within' });

const isWhole = (name: string) => name.includes(' ');

function isTurnedRound(names: readonly NameBeside[], bracketed: boolean): boolean {
  const commas = names.slice(0, -1).every(({ after }) => after === ',');
  if (!commas) return false;
  // `Jane Doe, Bob Roe <bob@x.example>` are two people.
  if (names.filter(({ name }) => /\p{Lu}\S* (?:\S+ )*\p{Lu}/u.test(name)).length > 1) return false;
  if (bracketed) return names.length <= 3;
  const [family, given] = names;
  const isFamily = isFamilyName(family?.name ?? '');
  return names.length === 2 && isFamily && (given?.name.split(' ').length ?? 9) <= 3;
}
