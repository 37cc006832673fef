import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noteWords } from '../../bot/words/reason-words.ts';
import { say } from '../../bot/words/say.ts';
import { parseProjects } from '../../src/guests/project/project-file.ts';
import { startChecking } from '../../src/guests/rows/check-rows.ts';
import { cleanLists } from './clean-lists.ts';
import { holdProperty } from './hold-property.ts';
import { pollute } from './pollute.ts';
import { inChunks, type ReadAll, readAll } from './read-all.ts';

const ownerId = '0f8fad5b-d9cb-469f-a165-708677289501';
/** Finds addresses in another way than the reader: letters without a break, and one @ among them. */
const anyAddress = (line: string): string[] =>
  (line.match(/[\p{L}\p{N}_.'+@-]+/gu) ?? []).flatMap((part) => {
    const bare = part.replace(/^['.+-]+|['.+-]+$/g, '');
    return /^[^@]+@[^@.]+\.[^@]*[^@.]$/.test(bare) ? [bare] : [];
  });
/** The reader skips an example row, and a note names its line. */
const example = /example:/i;

const context = {
  projects: parseProjects(
    JSON.stringify({ projects: [{ key: 'beacon', name: 'Beacon', owners: [ownerId] }] }),
  ),
  ownDomains: [],
  chosen: { project: 'beacon' },
  today: '2026-11-21',
};

const physicalLines = (text: string): string[] => {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** The balance counts every line once. */
function checkBalance(text: string, { balance }: ReadAll): void {
  assert.ok(balance !== undefined);
  const { lines, ...parts } = balance;
  assert.equal(lines, physicalLines(text).length);
  assert.equal(
    lines,
    Object.values(parts).reduce((sum, count) => sum + count, 0),
  );
}

/** Each address is invited, or the requester reads it: in a problem, in the file of faulty rows, or in a note. */
function checkAddresses(text: string, all: ReadAll): void {
  const checked = startChecking(context)(
    all.rows.map((partner, index) => ({ row: index + 1, partner })),
  );
  const going = new Set(
    // The review card also shows who gets a copy of the mail.
    checked.flatMap(({ shown, partner, problems }) =>
      problems.length === 0 ? [shown ?? '', partner.cc?.toLowerCase() ?? ''] : [],
    ),
  );
  const faulty = checked.flatMap(({ row, partner, problems }) =>
    problems.length === 0 ? [] : { ...partner, cells: all.rows[row - 1]?.cells ?? [], problems },
  );
  const inFile = faulty
    .map(({ cells, address }) => [address, ...cells].join('\n').toLowerCase())
    .join('\n');
  const speak = say('en');
  const words = all.notes.map((note) => noteWords(note, speak).toLowerCase()).join('\n');
  const unnamed = physicalLines(text).flatMap((line, index) =>
    (example.test(line) ? [] : anyAddress(line)).filter((address) => {
      const folded = address.toLowerCase();
      if (going.has(folded) || inFile.includes(folded) || words.includes(folded)) return false;
      return !faulty.some(({ line: from, problems }) => {
        const last = Math.max(from, ...problems.map(({ values }) => Number(values?.last ?? 0)));
        return from <= index + 1 && index + 1 <= last;
      });
    }),
  );
  assert.deepEqual(unnamed, [], JSON.stringify(text));
}

async function checkLaw(bytes: Uint8Array, chunk: number): Promise<void> {
  const all = await readAll(inChunks(bytes, chunk));
  // A refused list invites nobody.
  if (all.refused !== undefined) {
    assert.notEqual(all.refused.code, 'lines not accounted for');
    return;
  }
  const text = Buffer.from(bytes).toString();
  checkBalance(text, all);
  checkAddresses(text, all);
}

test('the reader accounts for every line and every address of a polluted list', async () => {
  const files = pollute(cleanLists).filter(({ what }) => !/UTF-16|Windows|Latin/.test(what));
  for (const { bytes } of files) await checkLaw(bytes, 1000);
});

const besides = [
  '"Example: \rp1@fabrikam.example"',
  'email,notes\nExample: x,"ask\nbob@fabrikam.example"\n',
  'email,notes\na@fabrikam.example,ask b@fabrikam.example; c@fabrikam.example; d@fabrikam.example\n',
  'email;notes\na@fabrikam.example;b@fabrikam.example"c@fabrikam.example\n',
  'name;email;notes\r\n\tp2@fabrikam.example\tp1@fabrikam.example"p1@fabrikam.example>p2@fabrikam.example;',
  `p1@fabrikam.example"p1@${'fabrikam.example'.repeat(4)}Name;Company;Email\nJane Doe;Fabrikam;jane@fabrikam.example\n`,
  '"p\r\n10@fabrikam.exampleName,Company,E-mail\nJane Doe,Fabrikam,jane@fabrikam.example\nBob Roe,Northwind,bob@fabrikam.example\n',
];
const pia = Array.from({ length: 120 }, (_, index) => `pia${index}@fabrikam.example`);
const bob = 'name,email\nBob Roe,bob@northwind.example\n';
const many = [
  `${pia.slice(0, 7).join('\n')}\n${bob}`,
  `${pia.slice(0, 60).join(' ')}\n${bob}`,
  `name,email\n${pia.map((each) => `Pia Doe,SMTP:p-${each};smtp:${each}\n`).join('')}`,
  `name,email,notes\n${pia.map((each) => `Pia Doe,p-${each},ask ${each}\n`).join('')}`,
];
for (const text of [...besides, ...many]) {
  test(`notes name each address in a cell that the reader skips: ${JSON.stringify(text).slice(0, 100)}`, async () => {
    await checkLaw(Buffer.from(text), 1000);
  });
}

const sign = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r\n',
  '\r',
  "'",
  '\\',
  '\\"',
  ' ',
  '@',
  '<',
  '>',
);
const word = fc.constantFrom(
  'email',
  'name',
  'Email',
  'notes',
  'Doe',
  'Jane Doe',
  'Example: ',
  'NULL',
  'cc',
  'sep=;',
);
const address = fc.integer({ min: 1, max: 30 }).map((n) => `p${n}@fabrikam.example`);

test('the reader accounts for every line and every address of text that is nearly a list', async () => {
  const text = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: sign },
      { weight: 2, arbitrary: address },
      { weight: 1, arbitrary: word },
    ),
    { maxLength: 80 },
  );
  const begun = fc.constantFrom(
    '',
    'email,name\n',
    'name;email;notes\r\n',
    'Email\n',
    'id\tName\tE-mail\n',
  );
  await holdProperty(
    fc.asyncProperty(begun, text, fc.integer({ min: 1, max: 200 }), async (start, parts, chunk) => {
      await checkLaw(Buffer.from(start + parts.join('')), chunk);
    }),
    1500,
  );
});

test('the reader accounts for every line and every address of a list with slips anywhere', async () => {
  const texts = pollute(cleanLists)
    .filter(({ what }) => /nothing wrong|CRLF|every cell quoted|title above/.test(what))
    .map(({ bytes }) => Buffer.from(bytes).toString());
  const slip = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    out: fc.integer({ min: 0, max: 3 }),
    put: fc.oneof(sign, fc.constant(''), address),
  });
  await holdProperty(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.array(slip, { maxLength: 6 }),
      async (text, slips) => {
        let spoilt = text;
        for (const { at, out, put } of slips) {
          const place = Math.floor(at * spoilt.length);
          spoilt = spoilt.slice(0, place) + put + spoilt.slice(place + out);
        }
        await checkLaw(Buffer.from(spoilt), 1000);
      },
    ),
    800,
  );
});
