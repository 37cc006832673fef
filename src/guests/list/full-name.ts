import { readName } from '../text/person-name.ts';

/** In these scripts the family name comes first, without a space. */
const eastern = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

type Said = NonNullable<ReturnType<typeof readName>['said']>;
/** The cells with the name or parts of it. */
export type NameParts = {
  name?: string;
  given?: string;
  middle?: string;
  family?: string;
};
/** `said`: what the reader did to the cells. */
export type FullName = { name?: string; said: readonly Said[] };

/** Makes one name of the cells: the whole name if a cell has it, otherwise its parts in their order. */
export function fullName(cells: NameParts): FullName {
  const hasParts = cells.given !== undefined || cells.family !== undefined;
  if (cells.name !== undefined) {
    const { name, said } = readName(cells.name);
    if (name !== undefined || !hasParts) {
      return { ...(name === undefined ? {} : { name }), said: said === undefined ? [] : [said] };
    }
  }
  const [given, middle, family] = [cells.given, cells.middle, cells.family].map((part) =>
    readName(part ?? ''),
  );
  const said = [given, middle, family].flatMap((read) => read?.said ?? []);
  const name = join(given?.name, middle?.name, family?.name);
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
