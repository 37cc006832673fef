import { type Options, parse } from 'csv-parse/sync';
import papaparse from 'papaparse';
import { readHeader } from '../../src/guests/list/list-header.ts';
import { ListRefused } from '../../src/guests/list/list-refused.ts';
import type { PartnerRow } from '../../src/guests/list/partner-row.ts';
import { readCells } from '../../src/guests/list/read-cells.ts';
import { cleanLists } from '../guests/clean-lists.ts';
import { judge } from '../guests/judge-list.ts';
import type { Polluted } from '../guests/lay-list.ts';
import { listCases } from '../guests/list-cases.ts';
import { pollute } from '../guests/pollute.ts';
import { type ReadAll, readAll } from '../guests/read-all.ts';
import type { Table } from './table.ts';

type Reader = (bytes: Uint8Array) => Promise<ReadAll> | ReadAll;

/** Reads polluted and real lists with the bot's reader and with two libraries' own detection. */
export async function listsPolluted(): Promise<Table> {
  const files = pollute(cleanLists);
  const cases = await listCases();
  const readers: [name: string, read: Reader][] = [
    ['Guestlist', readAll],
    ['papaparse 5.7.1', withPapaparse],
    [
      'csv-parse 7.0.3, its own detection',
      (bytes) => withCsvParse(bytes, { delimiter_auto: true }),
    ],
    ['csv-parse 7.0.3, told four separators', (bytes) => withCsvParse(bytes, { delimiter })],
  ];
  const rows = [];
  for (const [what, lists] of [
    [`${files.length} polluted lists`, files],
    [`${cases.length} cases`, cases],
  ] as const) {
    for (const [name, read] of readers) {
      rows.push({ name: `${what}: ${name}`, cells: await tally(lists, read) });
    }
  }
  return {
    title: 'Lists with something wrong with them',
    heads: [
      'rows',
      'right',
      'of all',
      'otherwise, unsaid',
      'files with one unsaid',
      'files refused',
    ],
    rows,
    notes: [
      'Right: the bot invites the partner by the right name. Unsaid: it loses, adds or misnames a partner and reports no problem there.',
      'On these lists csv-parse takes a letter such as a for the separator.',
      'The libraries detect separators and line ends. Our table of headings names the columns. An error that a library reports counts as said.',
    ],
  };
}

async function tally(
  lists: readonly Pick<Polluted, 'bytes' | 'want'>[],
  read: Reader,
): Promise<string[]> {
  let [rows, right, unsaid, silent, refused] = [0, 0, 0, 0, 0];
  for (const { bytes, want } of lists) {
    const all = await read(bytes);
    const judged = judge(all, want);
    rows += want.length;
    right += judged.right;
    unsaid += judged.unsaid.length;
    if (judged.unsaid.length > 0) silent += 1;
    if (all.refused !== undefined) refused += 1;
  }
  const share = `${((right / rows) * 100).toFixed(1)} %`;
  return [rows, right, share, unsaid, silent, refused].map(String);
}

function withPapaparse(bytes: Uint8Array): ReadAll {
  const { data, errors } = papaparse.parse<string[]>(Buffer.from(bytes).toString(), {
    skipEmptyLines: true,
  });
  const said = new Set(errors.flatMap(({ row }) => row ?? []));
  return asList(data, said);
}

const delimiter = [',', ';', '\t', '|'];

function withCsvParse(bytes: Uint8Array, how: Options): ReadAll {
  try {
    const options = { bom: true, skip_empty_lines: true, ...how };
    const records: string[][] = parse(Buffer.from(bytes), options);
    return asList(records, new Set());
  } catch {
    return refusedList();
  }
}

const refusedList = (): ReadAll => ({ rows: [], notes: [], refused: new ListRefused('not csv') });

function asList(
  [header = [], ...records]: readonly string[][],
  said: ReadonlySet<number>,
): ReadAll {
  const columns = readHeader(header);
  if (!columns.includes('address')) return refusedList();
  const rows = records.map((cells, index): PartnerRow => {
    const row = readCells(columns, cells, index + 2);
    const problems = said.has(index + 1) ? [{ code: 'too many fields' as const }] : [];
    return { ...row, problems };
  });
  return { rows, notes: [] };
}
