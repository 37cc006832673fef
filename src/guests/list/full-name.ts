import { readName } from '../text/person-name.ts';

/** Families stand first in these, and nothing parts the names. */
const eastern = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

export type NameParts = { name?: string; given?: string; middle?: string; family?: string };
export type FullName = {
  name?: string;
  said: readonly NonNullable<ReturnType<typeof readName>['said']>[];
};

/** One name from the cells that hold it: the whole one where there is one, or its parts in their order. */
export function fullName(cells: NameParts): FullName {
  const whole = readName(cells.name ?? '');
  if (cells.given === undefined && cells.family === undefined) {
    return {
      ...(whole.name === undefined ? {} : { name: whole.name }),
      said: whole.said ? [whole.said] : [],
    };
  }
  if (whole.name !== undefined) return { name: whole.name, said: whole.said ? [whole.said] : [] };
  const given = readName(cells.given ?? '');
  const middle = readName(cells.middle ?? '');
  const family = readName(cells.family ?? '');
  const said = [given, middle, family].flatMap((read) => read.said ?? []);
  const name = join(given.name, middle.name, family.name);
  return name === undefined ? { said } : { name, said };
}

function join(
  given: string | undefined,
  middle: string | undefined,
  family: string | undefined,
): string | undefined {
  if (given !== undefined && family !== undefined) {
    if (eastern.test(given) && eastern.test(family)) return `${family}${given}`;
    // Some programs write the whole name into one of the two.
    if (family.startsWith(`${given} `)) return family;
  }
  const parts = [given, middle, family].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}
