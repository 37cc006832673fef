import { type Column, isCall } from '../list/list-header.ts';
import { isGuest, isNobodys, isOfOthers } from '../list/longer-headings.ts';
import type { ListNote } from '../list/partner-row.ts';
import { addressSays } from '../names/address-says.ts';
import { looksLikeName } from '../text/person-name.ts';
import {
  cellAt,
  filledCells,
  hasNames,
  type Rows,
  share,
  titleOf,
  unread,
  wholeNames,
} from './column-evidence.ts';
import { firstOf, type NameChoice, namePartsIn } from './name-parts.ts';

/** A word for names in a heading that the reader does not know: `Your name`, `Naam deelnemer`. */
const isName =
  /name\b|\bnaam|naam\b|\bnom\b|nombre|\bnome\b|namn|navn|\bnimi|nazwisk|имя|фио|姓名|氏名|이름/i;
/** A word for the name of something or somebody else. */
const isOther =
  /\blist|meeting|compan|account|organi|firm|bedrijf|societ|société|empresa|manager|owner|assist|project|user|login|file|event|product|emergency|parent|spouse|school|team|group|city|street|buyer|purchas|host|nick|phonetic|display|domain|site|first|last|prefix|suffix|title/i;

/** Columns of words that are written large and are nobody's name. */
const isNoHeading =
  /countr|land\b|pays|país|paese|city|stad|town|ville|ciudad|ort\b|region|state|status|provin|depart|afdeling|abteilung|division|function|functie|funktion|position|role\b|rol\b|rolle|job|beroep|beruf|type|kind|categor|source|origin|label|tag|segment|language|taal|sprache|gender|geslacht|geschlecht|salut|aanhef|anrede|remark|note|opmerking|bemerk|comment|priority|stage|phase|office|location|locatie|building|currency|product|service|ticket|event|industr|sector|sector|brand|vendor|supplier|customer|client|kunde|klant|notes?\b|reason|permission|access|licen|plan\b|level|month|day|weekday|number|code|address|street|phone/i;

/** Chooses the column of names when no heading that the reader knows says it. A note names each other candidate. */
export function chooseNames(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): NameChoice {
  const isFilled = (kinds: readonly Column[]) =>
    columns.some((column, index) => kinds.includes(column) && filledCells(rows, index).length > 0);
  const [given, family] = [isFilled(['given']), isFilled(['family'])];
  const looks = header.flatMap((heading, index) =>
    unread(columns[index]) && hasNames(rows, index) && !isNobodys(heading) ? [index] : [],
  );
  if (given && family) return { columns: [...columns], notes: [] };
  if (isFilled(['name'])) {
    return { columns: [...columns], notes: betterNames(header, columns, { rows, looks }) };
  }
  // `Ansprechpartner` above people whom the addresses beside them name.
  const address = columns.indexOf('address');
  const called = calledSo(
    header,
    looks,
    (index, heading) => !isOther.test(heading ?? '') && areSaid(rows, index, address),
  );
  const [only, ...others] = called;
  if (only !== undefined && others.length === 0 && !given && !family) {
    const taken = columns.map((column, index) => {
      if (index === only) return 'name';
      return column === 'name' ? 'unknown' : column;
    });
    return { columns: taken, notes: [noteOf('name column taken', header, rows, only)] };
  }
  const parts = given || family ? undefined : partsTaken(header, columns, rows);
  if (parts !== undefined) return parts;
  const isHalf = given || family;
  const whole = isHalf ? looks.filter((index) => mayHoldParts(header[index])) : looks;
  const likely = [...whole, ...partsLeft(header, columns, rows)];
  const read = isHalf ? 'yes' : 'no';
  const notes = [...new Set(likely)]
    .slice(0, 3)
    .map((index) => elsewhere(header, rows, index, read));
  return { columns: [...columns], notes };
}

const isSaid = (row: Rows[number], index: number, address: number): boolean =>
  addressSays(cellAt(row, address), cellAt(row, index), { how: 'within' });

/** True when nearly every address says a name of the cell beside it. */
function areSaid(rows: Rows, index: number, address: number): boolean {
  const said = rows.filter((row) => isSaid(row, index, address));
  return share(said.length, filledCells(rows, index).length) >= 0.8;
}

/** The columns whose headings say that they hold the names; of a form, those of its guests. */
function calledSo(
  header: readonly string[],
  looks: readonly number[],
  isOwn: (index: number, heading: string | undefined) => boolean,
): readonly number[] {
  const guests = looks.filter((index) => isGuest(header[index] ?? ''));
  if (guests.length === 1) return guests;
  const called = looks.filter((index) => {
    const heading = header[index] ?? '';
    return isName.test(heading) && !isOther.test(heading) && !isOfOthers(heading);
  });
  return called.length > 0 ? called : looks.filter((index) => isOwn(index, header[index]));
}

/** A note on a column of whole names beside one called `Name` that holds hardly any: companies, or short names. */
function betterNames(
  header: readonly string[],
  columns: readonly Column[],
  { rows, looks }: { rows: Rows; looks: readonly number[] },
): ListNote[] {
  const place = columns.indexOf('name');
  if (!isCall(header[place] ?? '') || rows.length < 2) return [];
  const likely = looks.filter((index) => mayHoldParts(header[index]));
  const isWhole = wholeNames(rows, place) >= 0.5;
  const address = columns.indexOf('address');
  const shown = (index: number) => rows.filter((row) => isSaid(row, index, address)).length;
  const better = likely.find((index) =>
    isWhole
      ? share(shown(index), rows.length) >= 0.5 && shown(index) > 2 * shown(place)
      : wholeNames(rows, index) >= 0.8,
  );
  return better === undefined ? [] : [elsewhere(header, rows, better, 'no')];
}

function elsewhere(
  header: readonly string[],
  rows: Rows,
  index: number,
  read: 'yes' | 'no',
): ListNote {
  const { code, values } = noteOf('names elsewhere', header, rows, index);
  return { code, values: { ...values, read } };
}

/** Two columns that the addresses show to be parts of one name, under any headings. */
function partsTaken(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): NameChoice | undefined {
  const open = columns.map((column, index) => {
    if (column === 'address') return column;
    return unread(column) && !isOther.test(header[index] ?? '') ? 'unknown' : 'ignored';
  });
  const parts = namePartsIn(open, rows);
  if (parts === undefined) return undefined;
  const taken = columns.map((column, index): Column => {
    return index === parts.given ? 'given' : index === parts.family ? 'family' : column;
  });
  const values = {
    given: titleOf(header, parts.given),
    family: titleOf(header, parts.family),
    name: firstOf(rows, parts),
  };
  return { columns: taken, notes: [{ code: 'name parts taken', values }] };
}

const mayHoldParts = (heading = ''): boolean =>
  !isOther.test(heading) && !isNoHeading.test(heading) && !isNobodys(heading);

/** Columns of single words that may be parts of names: most cells differ, or stand in the addresses too. */
function partsLeft(header: readonly string[], columns: readonly Column[], rows: Rows): number[] {
  const address = columns.indexOf('address');
  const likely = header.flatMap((heading, index) => {
    if (!unread(columns[index]) || !mayHoldParts(heading)) return [];
    if (!hasNames(rows, index, 0)) return [];
    const shown = rows.filter((row) =>
      addressSays(cellAt(row, address), cellAt(row, index), { how: 'within', words: 'joined' }),
    );
    const cells = filledCells(rows, index);
    const isOwn = share(new Set(cells).size, cells.length) > 0.7;
    const evidence = share(shown.length, rows.length);
    return evidence >= 0.3 || isOwn ? [{ index, evidence }] : [];
  });
  return likely.sort((a, b) => b.evidence - a.evidence).map(({ index }) => index);
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
