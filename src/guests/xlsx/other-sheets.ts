import { sharedAddresses, sheetAddresses } from '../archive/sheet-addresses.ts';
import {
  relations,
  relationsOf,
  type SheetPart,
  type ZipDirectory,
} from '../archive/workbook-parts.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListNote, PartnerRow } from '../list/partner-row.ts';
import { isMarkedTitle } from '../marks/marked-titles.ts';
import type { ListEvent } from '../table/list-event.ts';

const mostNamed = 8;
/** A list of people has no more on sheets that nobody means. */
const mostMarked = 200;

type Others = {
  sheets: readonly SheetPart[];
  read: SheetPart;
  /** The addresses that the reader has given, in lower case. */
  known: Set<string>;
  /** How wide a row is, and where its address stands. */
  layout: { width: number; place: number };
  /** How many rows the list may still have. */
  room: number;
};

/** A sheet with addresses: the first sheet, and addresses that no other sheet has, as long as a note names all. */
type Found = { sheet: SheetPart; first: string; own: string[] };

/**
 * Names each address of the sheets that are not read: in a note if they are few, otherwise as a faulty row, so that the
 * requester finds it in the file of these rows. There are at most as many rows as a list may have. The note comes last.
 */
export async function* readOtherSheets(
  bytes: Uint8Array,
  directory: ZipDirectory,
  others: Others,
): AsyncGenerator<ListEvent> {
  const unread = others.sheets.filter((sheet) => sheet !== others.read);
  if (unread.length === 0) return;
  const shared = await sharedAddresses(bytes, directory);
  const tally = startTally(others);
  for (const sheet of unread) {
    for await (const { row, address } of addressesOf(bytes, directory, { sheet, shared })) {
      yield* tally.take(address, { sheet, row });
    }
  }
  for (const note of notesOf({ unread, ...tally.told() }, others)) yield { kind: 'note', note };
}

type Place = { sheet: SheetPart; row: number };

/** Counts the addresses, each once, and makes rows of them when they are too many for a note. */
function startTally(others: Others) {
  const { known, room } = others;
  const found: Found[] = [];
  const marked: string[] = [];
  let waiting: PartnerRow[] = [];
  let count = 0;

  function mark(address: string, { name }: SheetPart): void {
    if (isMarkedTitle(name) && marked.length < mostMarked) marked.push(`${address} (${name})`);
  }

  /** The rows to give now: none as long as a note can name all, and then at most as many as there is room for. */
  function file(row: PartnerRow): PartnerRow[] {
    count += 1;
    if (count <= mostNamed) {
      waiting.push(row);
      return [];
    }
    const rows = [...waiting, row].slice(0, Math.max(0, room - count + 1 + waiting.length));
    waiting = [];
    return rows;
  }

  return {
    take(address: string, { sheet, row }: Place): ListEvent[] {
      if (found.at(-1)?.sheet !== sheet) found.push({ sheet, first: address, own: [] });
      if (known.has(address.toLowerCase())) {
        mark(address, sheet);
        return [];
      }
      known.add(address.toLowerCase());
      if (count < mostNamed) found.at(-1)?.own.push(address);
      const rows = file(rowOf(address, { sheet, row }, others));
      return rows.map((each) => ({ kind: 'row', row: each }));
    },
    told: () => ({ found, marked, count }),
  };
}

async function* addressesOf(
  bytes: Uint8Array,
  directory: ZipDirectory,
  { sheet, shared }: { sheet: SheetPart; shared: Awaited<ReturnType<typeof sharedAddresses>> },
): AsyncGenerator<{ row: number; address: string }> {
  const entry = directory.get(sheet.path);
  if (entry === undefined) return;
  try {
    const links = await relations(bytes, directory, relationsOf(sheet.path));
    for await (const { row, addresses } of sheetAddresses(bytes, entry, { shared, links })) {
      for (const address of addresses) yield { row, address };
    }
  } catch (error) {
    // A broken sheet keeps nobody from reading another one.
    if (!(error instanceof ListRefused)) throw error;
  }
}

/** The cell says where the address stands, so that nobody is invited when the file comes back as it is. */
function rowOf(address: string, { sheet, row }: Place, { layout }: Others): PartnerRow {
  const place = `'${sheet.name}'!${row}`;
  const cells = Array.from({ length: Math.max(layout.width, layout.place + 1) }, () => '');
  cells[layout.place] = `${address} (${place})`;
  const values = { sheet: sheet.name, line: row };
  return { line: row, cells, address, problems: [{ code: 'on other sheet', values }] };
}

type Told = {
  unread: readonly SheetPart[];
  found: readonly Found[];
  marked: readonly string[];
  count: number;
};

function notesOf({ unread, found, marked, count }: Told, { read, room }: Others): ListNote[] {
  const isFiled = count > mostNamed;
  const said = ({ first, own }: Found) => (isFiled || own.length === 0 ? first : own.join(', '));
  const values = {
    sheet: read.name,
    others: unread
      .slice(0, mostNamed)
      .map(({ name }) => name)
      .join(', '),
    count: unread.length,
    holding: found
      .toSorted((a, b) => b.own.length - a.own.length)
      .slice(0, mostNamed)
      .map((each) => `${each.sheet.name} (${said(each)})`)
      .join(', '),
    holds: found.length,
    people: isFiled ? Math.min(count, room) : 0,
    beyond: isFiled ? Math.max(0, count - room) : 0,
  };
  const about: ListNote = { code: 'sheets not read', values };
  if (marked.length === 0) return [about];
  const text = marked.join(', ').slice(0, 440);
  return [about, { code: 'on marked sheets', values: { count: marked.length, text } }];
}
