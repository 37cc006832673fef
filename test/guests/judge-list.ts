import { noteWords, reasonsWords } from '../../bot/words/reason-words.ts';
import { say } from '../../bot/words/say.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { parseProjects } from '../../src/guests/project/project-file.ts';
import { type CheckedRow, startChecking } from '../../src/guests/rows/check-rows.ts';
import type { ReadAll } from './read-all.ts';

export type Wanted = {
  address: string;
  /** The right name, or several right ones; null: the list has none. */
  name: string | null | readonly (string | null)[];
  cc?: string | undefined;
  line: number;
};

export type Judged = {
  /** How many partners are right. */
  right: number;
  /** The differences, and the differences that no note tells the requester. */
  faults: string[];
  unsaid: string[];
};

const projects = parseProjects(
  JSON.stringify({
    projects: [{ key: 'beacon', name: 'Beacon', owners: ['0f8fad5b-d9cb-469f-a165-708677289501'] }],
  }),
);

/** Notes that warn of names, and of people who may not be meant. */
const aboutNames: readonly ListNote['code'][] = [
  'names broken',
  'names odd',
  'short rows',
  'code page',
  'no names',
  'names elsewhere',
  'names repaired',
  'names cleaned',
  'separators mended',
  'no headings',
];
const aboutPeople: readonly ListNote['code'][] = [
  'other addresses',
  'several tables',
  'addresses above',
];

/** Compares what the reader read with the wanted partners, and checks that a note or problem tells each difference. */
export function judge(read: ReadAll, want: readonly Wanted[]): Judged {
  if (read.refused !== undefined) {
    const faults = [`refused: ${read.refused.code}`];
    return { right: 0, faults: want.length === 0 ? [] : faults, unsaid: [] };
  }
  const checked = checkRows(read);
  const going = checked.filter(({ problems, skipped }) => problems.length === 0 && !skipped);
  const words = wordsOf(read, checked);
  const says = (codes: readonly ListNote['code'][]) =>
    read.notes.some(({ code }) => codes.includes(code));
  const goingBy = new Map(going.map((row) => [row.address, row]));
  const refused = checked.filter(({ problems }) => problems.length > 0);
  const missed = want.flatMap((each): Fault[] => {
    const row = goingBy.get(each.address);
    if (row !== undefined) return faultsOf(row, each, says(aboutNames));
    const { address, line } = each;
    const isSaid = refused.some((other) => covers(other, line)) || words.includes(address);
    return [{ text: `${address} on line ${line} does not go`, isSaid }];
  });
  const wanted = new Set(want.map(({ address }) => address));
  const surplus = going
    .filter(({ address = '' }) => !wanted.has(address))
    .map(({ address }): Fault => ({ text: `${address} goes`, isSaid: says(aboutPeople) }));
  const faults = [...missed, ...surplus];
  return {
    right: want.length - missed.length,
    faults: faults.map(({ text }) => text),
    unsaid: faults.flatMap(({ text, isSaid }) => (isSaid ? [] : [text])),
  };
}

type Fault = { text: string; isSaid: boolean };

function faultsOf(row: CheckedRow, { address, name, cc }: Wanted, saysNames: boolean): Fault[] {
  if (!names(name, address).includes(row.displayName))
    return [{ text: `${address} is called ${row.displayName}`, isSaid: saysNames }];
  return row.cc === cc ? [] : [{ text: `${address} has the copy ${row.cc}`, isSaid: false }];
}

function checkRows(read: ReadAll): CheckedRow[] {
  const context = {
    projects,
    ownDomains: ['woodgrove.example'],
    chosen: { project: 'beacon' },
    today: '2026-11-21',
    dates: read.layout?.dates,
  };
  return startChecking(context)(read.rows.map((partner, index) => ({ row: index + 1, partner })));
}

/** All that the requester reads about a list, in English. */
function wordsOf({ notes }: ReadAll, checked: readonly CheckedRow[]): string {
  const speak = say('en');
  const wrong = checked.filter(({ problems }) => problems.length > 0);
  return [
    ...notes.map((note) => noteWords(note, speak)),
    ...wrong.map(
      ({ line, problems, partner }) =>
        `line ${line} ${partner.address} ${reasonsWords(problems, speak)}`,
    ),
  ].join('\n');
}

const names = (name: Wanted['name'], address: string): (string | null)[] =>
  [name].flat().flatMap((each) => (each === null ? [address, address.replace(/@.*/, '')] : each));

/** True when a row's problem names this line. A problem with quotation marks names all lines up to its last. */
function covers(row: CheckedRow, line: number): boolean {
  const last = Math.max(row.line, ...row.problems.map(({ values }) => Number(values?.last ?? 0)));
  return row.line <= line && line <= last;
}
