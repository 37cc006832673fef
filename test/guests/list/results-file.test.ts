import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ListLayout } from '../../../src/guests/list/partner-row.ts';
import { resultStatuses } from '../../../src/guests/list/result-columns.ts';
import type { ResultLine } from '../../../src/guests/list/results-file.ts';
import { inChunks, readAll } from '../read-all.ts';
import { writeResults } from './write-results.ts';

const layout: ListLayout = {
  dialect: 'guestlist',
  delimiter: ';',
  preamble: ['sep=;'],
  header: ['E-mailadres', 'Naam'],
};
const row = (cells: string[], said: Partial<ResultLine> = {}): ResultLine => ({
  cells,
  status: 'problem',
  reason: 'Misspelt',
  requestNumber: 1042,
  ...said,
});

test('a results file is the list with four more columns, its own separator and a byte order mark', () => {
  const written = writeResults(layout, [
    row(['a@b.example', 'Doe; Jane'], { status: 'invited', reason: '', objectId: 'id-1' }),
    row(['c@d', 'Say "hi"'], { reason: 'No dot\nin it' }),
  ]);
  assert.equal(
    written,
    [
      '\ufeffsep=;',
      'E-mailadres;Naam;Status;Reason;ObjectId;RequestNumber',
      'a@b.example;"Doe; Jane";invited;;id-1;1042',
      'c@d;"Say ""hi""";problem;"No dot\nin it";;1042',
      '',
    ].join('\r\n'),
  );
});

test('no cell of a results file is a formula to a spreadsheet', () => {
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\uff1d',
    '\uff0b',
    '\uff0d',
    '\uff20',
    ' =',
    "'=",
  ];
  const cells = starts.map((start) => `${start}1+1`);
  const written = writeResults({ ...layout, preamble: ['=1+1'], header: cells }, [row(cells)]);
  assert.match(written, /^\ufeff'=1\+1\r\n/);
  for (const cell of cells) {
    const count = written.split(`'${cell}`).length - 1;
    assert.ok(count >= 2, JSON.stringify(cell));
  }
});

test('a results file dropped in again gives the rows that are not done, as the requester wrote them', async () => {
  const cells = (n: number) => [`p${n}@b.example`, "'=x"];
  const rows = resultStatuses.map((status, n) => row(cells(n), { status }));
  const again = await readAll(writeResults(layout, rows));
  assert.deepEqual(again.layout, layout);
  const isDone = (status: string) => ['invited', 'access given', 'accepted'].includes(status);
  assert.deepEqual(
    again.rows.map((read) => read.cells),
    rows.filter(({ status }) => !isDone(status)).map((written) => written.cells),
  );
  assert.deepEqual(
    again.notes.map(({ code, values }) => [code, values.count]),
    [
      ['mends request', rows.length],
      ['names odd', rows.length - 3],
      ['done rows skipped', 3],
    ],
  );
});

test("the reader does not take the list's own Status column for ours", async () => {
  const own = { ...layout, header: ['email', 'Status'] };
  const again = await readAll(writeResults(own, [row(['a@b.example', 'invited'])]));
  assert.deepEqual(again.layout?.header, ['email', 'Status']);
  assert.deepEqual(again.rows[0]?.cells, ['a@b.example', 'invited']);
});

test('a surplus cell comes back as one, and does not move the status', async () => {
  const again = await readAll(writeResults(layout, [row(['a@b.example', 'Hi', 'Jane'])]));
  assert.deepEqual(again.rows[0]?.cells, ['a@b.example', 'Hi', 'Jane']);
  assert.equal(again.rows[0]?.problems[0]?.code, 'too many fields');
});

test('the reader keeps an apostrophe in a file that is not ours', async () => {
  const { rows } = await readAll("email,name\na@b.example,'=x\n");
  assert.equal(rows[0]?.displayName, "'=x");
});

const cell = fc
  .oneof(
    fc.string({ maxLength: 12 }),
    fc
      .array(
        fc.constantFrom('=', "'", '"', ',', ';', '\t', '\n', '\r', ' ', 'x', '@', '\ufeff', 'é'),
      )
      .map((parts) => parts.join('')),
  )
  .map((text) => text.replaceAll('\0', ''));

test('the reader reads any cells of a results file as the requester wrote them', async () => {
  const lists = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    rows: fc.array(fc.tuple(fc.emailAddress({ size: 'small' }), cell, cell), { minLength: 1 }),
    chunk: fc.integer({ min: 1, max: 100 }),
  });
  await fc.assert(
    fc.asyncProperty(lists, async ({ delimiter, rows, chunk }) => {
      const list = { ...layout, delimiter, preamble: [], header: ['email', 'Note', 'name'] };
      const written = Buffer.from(
        writeResults(
          list,
          rows.map((cells) => row(cells)),
        ),
      );
      const again = await readAll(inChunks(written, chunk));
      assert.deepEqual(again.layout, list);
      assert.deepEqual(
        again.rows.map((read) => read.cells),
        rows,
      );
    }),
  );
});

test('the reader throws nothing but ListRefused, and chunks make no difference to it', async () => {
  const pieces = fc.constantFrom(
    'email',
    'name',
    ',',
    ';',
    '\n',
    '\r\n',
    '"',
    'a@b.example',
    ' ',
    'x',
  );
  const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')));
  const files = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    texts,
    texts.map((text) => Buffer.concat([Buffer.from('email,name\n'), text])),
  );
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
      const whole = await readAll(bytes);
      const cut = await readAll(inChunks(bytes, size));
      assert.equal(cut.refused?.code, whole.refused?.code);
      if (whole.refused !== undefined) return;
      assert.deepEqual(cut, whole);
      const lines = whole.rows.map(({ line }) => line);
      assert.deepEqual(
        lines,
        lines.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: Number(process.env.RUNS ?? 500) },
  );
});
