import type { Column } from '../list/list-header.ts';
import type { ListNote } from '../list/partner-row.ts';
import { looksLikeName } from '../text/person-name.ts';
import {
  cellAt,
  filledCells,
  hasNames,
  type Rows,
  titleOf,
  unread,
  wholeNames,
} from './column-evidence.ts';
import { namePartsIn } from './name-parts.ts';

/** A word for names in a heading that the reader does not know: `Your name`, `Naam deelnemer`. */
const isName =
  /name\b|\bnaam|naam\b|\bnom\b|nombre|\bnome\b|namn|navn|\bnimi|nazwisk|имя|фио|姓名|氏名|이름/i;
/** A word for the name of something or somebody else. */
const isOther =
  /compan|account|organi|firm|bedrijf|societ|société|empresa|manager|owner|assist|project|user|login|file|event|product|emergency|parent|spouse|school|team|group|city|street|buyer|purchas|host|nick|phonetic|display|domain|site|first|last|prefix|suffix|title/i;

export type NameChoice = { columns: Column[]; notes: ListNote[] };

/** Chooses the column of names when no heading that the reader knows says it. A note names each other candidate. */
export function chooseNames(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): NameChoice {
  const isFilled = (kinds: readonly Column[]) =>
    columns.some((column, index) => kinds.includes(column) && filledCells(rows, index).length > 0);
  if (isFilled(['name', 'family'])) return { columns: [...columns], notes: [] };
  const looks = header.flatMap((_, index) =>
    unread(columns[index]) && hasNames(rows, index) ? [index] : [],
  );
  const called = looks.filter((index) => {
    const heading = header[index] ?? '';
    return isName.test(heading) && !isOther.test(heading);
  });
  const [only, ...others] = called;
  if (only !== undefined && others.length === 0 && !isFilled(['given'])) {
    const taken = columns.map((column, index) => {
      if (index === only) return 'name';
      return column === 'name' ? 'unknown' : column;
    });
    return { columns: taken, notes: [noteOf('name column taken', header, rows, only)] };
  }
  const read = isFilled(['given']) ? 'yes' : 'no';
  const notes = looks.slice(0, 3).map((index): ListNote => {
    const { code, values } = noteOf('names elsewhere', header, rows, index);
    return { code, values: { ...values, read } };
  });
  return { columns: [...columns], notes };
}

function noteOf(
  code: ListNote['code'],
  header: readonly string[],
  rows: Rows,
  index: number,
): ListNote {
  const name = filledCells(rows, index).find(looksLikeName) ?? '';
  return { code, values: { column: titleOf(header, index), name } };
}

/**
 * Chooses the names of a table without headings: two columns if the addresses show that they are parts of one name,
 * otherwise the one column that looks most like names. The reader does not read the others.
 */
export function nameBare(columns: readonly Column[], rows: Rows): NameChoice {
  const parts = namePartsIn(columns, rows);
  if (parts === undefined) return { columns: nameWhole(columns, rows), notes: [] };
  const { given, family } = parts;
  const taken = columns.map((column, index): Column => {
    if (column === 'address') return column;
    return index === given ? 'given' : index === family ? 'family' : 'unknown';
  });
  const row = rows.find((cells) => cellAt(cells, given) !== '' && cellAt(cells, family) !== '');
  const name = `${cellAt(row ?? [], given)} ${cellAt(row ?? [], family)}`;
  const values = {
    column: columns.indexOf('address') + 1,
    given: given + 1,
    family: family + 1,
    name,
  };
  return { columns: taken, notes: [{ code: 'names joined', values }] };
}

function nameWhole(columns: readonly Column[], rows: Rows): Column[] {
  const likely = columns
    .flatMap((column, index) => (column !== 'address' && hasNames(rows, index, 0) ? [index] : []))
    .map((index) => ({ index, whole: wholeNames(rows, index) }))
    .sort((a, b) => b.whole - a.whole);
  const [best, next] = likely;
  const isSure =
    best !== undefined &&
    (next === undefined || (best.whole >= 0.7 && best.whole - next.whole >= 0.2));
  return columns.map((column, index) => {
    if (column === 'address') return column;
    return isSure && index === best.index ? 'name' : 'unknown';
  });
}
