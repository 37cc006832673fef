import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writeTemplate } from '../../src/guests/list/list-template.ts';
import { writeResults } from './list/write-results.ts';
import { inChunks, readAll } from './read-all.ts';

const delimiters = [',', ';', '\t', '|'] as const;
const headings = fc.subarray(['name', 'project', 'language', 'cc', 'until', 'Phone']);

/** Text that is nearly a list, so that the reader gets beyond the first refusal. */
const nearlyList = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'email',
        'name',
        'a@b.example',
        '"',
        '""',
        ',',
        ';',
        '\t',
        '\r',
        '\n',
        '\r\n',
      ),
      fc.constantFrom('sep=;', 'version:v1.0', 'Example: x', '\ufeff', "'=1", ' ', 'RequestNumber'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

test('the reader throws nothing but ListRefused, for any bytes', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    nearlyList.map((text) => new TextEncoder().encode(text)),
    nearlyList.map((text) => new TextEncoder().encode(`email,name\n${text}`)),
    nearlyList.map((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  );
  // `readAll` throws every other error.
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (file, size) => {
      await readAll(inChunks(file, size));
    }),
    { numRuns: Number(process.env.RUNS ?? 1000) },
  );
});

const cell = fc.oneof(
  fc.constantFrom('', ' ', 'Doe, Jane', 'a;b', '"quoted"', '=1+1', "'=1", '\u{1f600}', 'Zoë'),
  // Without crosses, marks that strike out and marks of the dead: the reader takes somebody so written for not meant.
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) =>
      text.replace(/[\p{Cc}"†✝⚰✗✘✖❌⛔🚫👎🛑☐~<>[\]/*]|\u0335|\u0336|\u0337|\u0338/gu, ''),
    ),
);

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('rows, problems and skipped lines are as many as the lines', async () => {
  const line = fc.oneof(
    fc.record({ kind: fc.constant('partner' as const), name: cell }),
    fc.record({ kind: fc.constant('wrong' as const), name: cell }),
    fc.record({ kind: fc.constant('example' as const), name: cell }),
    fc.record({ kind: fc.constant('blank' as const), name: fc.constant('') }),
  );
  const write = (kind: string, name: string, n: number) => {
    if (kind === 'blank') return ' , , ';
    const address = kind === 'example' ? 'Example: p@b.example' : `p${n}@b.example`;
    return [address, name, kind === 'wrong' ? 'perhaps' : ''].map(quote).join(',');
  };
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
      const text = lines.map(({ kind, name }, n) => write(kind, name, n)).join('\n');
      const all = await readAll(`email,name,sendMail\n${text}\n`);
      const count = (kind: string) => lines.filter((each) => each.kind === kind).length;
      if (count('blank') === lines.length) return assert.equal(all.refused?.code, 'empty');
      const faulty = all.rows.filter(({ problems }) => problems.length > 0).length;
      assert.equal(faulty, count('wrong'));
      assert.equal(all.rows.length - faulty, count('partner'));
      const examples = all.notes.find(({ code }) => code === 'example skipped');
      assert.equal(examples?.values.count ?? 0, count('example'));
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});

test('the reader reads the cells of a results file as the requester wrote them', async () => {
  const list = fc.record({
    others: headings,
    delimiter: fc.constantFrom(...delimiters),
    names: fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 12,
    }),
  });
  await fc.assert(
    fc.asyncProperty(list, async ({ others, delimiter, names }) => {
      const header = ['email', ...others];
      const rows = names.map((cells, n) => [`p${n}@b.example`, ...cells.slice(0, others.length)]);
      const layout = { dialect: 'guestlist', delimiter, preamble: [], header } as const;
      const text = writeResults(
        layout,
        rows.map((cells) => ({ cells, status: 'failed', reason: 'x', requestNumber: 1001 })),
      );
      const all = await readAll(text);
      assert.deepEqual(all.layout?.header, header);
      assert.deepEqual(
        all.rows.map((row) => row.cells),
        rows,
      );
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});

for (const [delimiter, example] of [
  [',', 'Example'],
  [';', 'Voorbeeld'],
] as const) {
  test(`the reader reads our template and skips its example: ${example}`, async () => {
    const template = writeTemplate({ delimiter, example });
    const cells = ['ana@fabrikam.example', 'Ana', 'atlas', '', '', '', '', '', '', ''];
    const all = await readAll(`${template}${cells.join(delimiter)}\r\n`);
    assert.deepEqual(
      all.rows.map(({ line, address, project, problems }) => ({
        line,
        address,
        project,
        problems,
      })),
      [{ line: 3, address: 'ana@fabrikam.example', project: 'atlas', problems: [] }],
    );
    assert.deepEqual(
      all.notes.map(({ code, values }) => [code, values.lines]),
      [['example skipped', '2']],
    );
  });
}
