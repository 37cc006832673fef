import { noteWords, reasonsWords } from '../../bot/words/reason-words.ts';
import { say } from '../../bot/words/say.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { parseProjects } from '../../src/guests/project/project-file.ts';
import { type CheckedRow, startChecking } from '../../src/guests/rows/check-rows.ts';
import type { ReadAll } from './read-all.ts';

export type Wanted = {
  address: string;
  /** One, or several that are as good; null: nobody knows it. */
  name: string | null | readonly (string | null)[];
  cc?: string | undefined;
  line: number;
};

export type Judged = {
  /** How many go as they should. */
  right: number;
  /** What is otherwise than wanted, and of it what nobody is told of. */
  faults: string[];
  unsaid: string[];
};

const projects = parseProjects(
  JSON.stringify({
    projects: [{ key: 'beacon', name: 'Beacon', owners: ['0f8fad5b-d9cb-469f-a165-708677289501'] }],
  }),
);

/** What speaks of names, and of people who may not be meant. */
const aboutNames: readonly ListNote['code'][] = [
  'names broken',
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

/** Compares a list that was read with who is meant, and looks whether somebody is told of every difference. */
export function judge(read: ReadAll, want: readonly Wanted[]): Judged {
  if (read.refused !== undefined) {
    const faults = [`refused: ${read.refused.code}`];
    return { right: 0, faults: want.length === 0 ? [] : faults, unsaid: [] };
  }
  const context = {
    projects,
    ownDomains: ['woodgrove.example'],
    chosen: { project: 'beacon' },
    today: '2026-11-21',
    dates: read.layout?.dates,
  };
  const checked = startChecking(context)(
    read.rows.map((partner, index) => ({ row: index + 1, partner })),
  );
  const going = checked.filter(({ problems, skipped }) => problems.length === 0 && !skipped);
  const speak = say('en');
  const words = [
    ...read.notes.map((note) => noteWords(note, speak)),
    ...checked.map(({ line, problems, partner }) =>
      problems.length === 0
        ? ''
        : `line ${line} ${partner.address} ${reasonsWords(problems, speak)}`,
    ),
  ].join('\n');
  const judged: Judged = { right: 0, faults: [], unsaid: [] };
  const fault = (text: string, isSaid: boolean) => {
    judged.faults.push(text);
    if (!isSaid) judged.unsaid.push(text);
  };
  const says = (codes: readonly ListNote['code'][]) =>
    read.notes.some(({ code }) => codes.includes(code));
  const goingBy = new Map(going.map((row) => [row.address, row]));
  const refused = checked.filter(({ problems }) => problems.length > 0);
  for (const { address, name, cc, line } of want) {
    const row = goingBy.get(address);
    if (row === undefined) {
      const named = refused.some((each) => covers(each, line)) || words.includes(address);
      fault(`${address} on line ${line} does not go`, named);
    } else if (!names(name, address).includes(row.displayName)) {
      fault(`${address} is called ${row.displayName}`, says(aboutNames));
    } else if (row.cc !== cc) fault(`${address} has the copy ${row.cc}`, false);
    else judged.right += 1;
  }
  const wanted = new Set(want.map(({ address }) => address));
  for (const { address = '' } of going) {
    if (!wanted.has(address)) fault(`${address} goes`, says(aboutPeople));
  }
  return judged;
}

const names = (name: Wanted['name'], address: string): (string | null)[] =>
  [name].flat().flatMap((each) => (each === null ? [address, address.replace(/@.*/, '')] : each));

/** A problem of a row names its line; one of quotation marks those up to its last. */
function covers(row: CheckedRow, line: number): boolean {
  const last = Math.max(row.line, ...row.problems.map(({ values }) => Number(values?.last ?? 0)));
  return row.line <= line && line <= last;
}
