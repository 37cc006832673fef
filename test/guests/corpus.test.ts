import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as v from 'valibot';
import { inChunks, readAll } from './read-all.ts';

const folder = new URL('../data/corpus/', import.meta.url);

const entryShape = v.strictObject({
  file: v.string(),
  made: v.string(),
  /** Line and address of each row as the file has it; only their number if there are many. */
  rows: v.optional(
    v.union([v.array(v.tuple([v.number(), v.string()])), v.object({ count: v.number() })]),
  ),
  /** The faults that the reader finds, by line. */
  problems: v.optional(v.array(v.tuple([v.number(), v.array(v.string())])), []),
  notes: v.optional(v.array(v.string()), []),
  delimiter: v.optional(v.string(), ','),
  dialect: v.optional(v.string(), 'guestlist'),
  refused: v.optional(v.string()),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});

const text = await readFile(new URL('corpus.json', folder), 'utf8');
const corpus = v.parse(v.array(entryShape), JSON.parse(text));

test('the table of the corpus lists every file, at least sixty', async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
  assert.deepEqual(files.sort(), corpus.map(({ file }) => file).sort());
  assert.ok(files.length >= 60);
});

for (const entry of corpus) {
  test(`the reader reads ${entry.file} as the table says (${entry.made})`, async () => {
    const bytes = await readFile(new URL(entry.file, folder));
    const all = await readAll(inChunks(bytes, 1000));
    assert.equal(all.refused?.code, entry.refused);
    if (all.refused !== undefined) {
      return assert.deepEqual({ ...all.refused.values, ...entry.values }, all.refused.values);
    }
    assert.equal(all.layout?.delimiter, entry.delimiter);
    assert.equal(all.layout?.dialect, entry.dialect);
    const { rows = [] } = entry;
    if (Array.isArray(rows)) {
      assert.deepEqual(
        all.rows.map(({ line, address }) => [line, address]),
        rows,
      );
    } else assert.equal(all.rows.length, rows.count);
    const faulty = all.rows.filter(({ problems }) => problems.length > 0);
    assert.deepEqual(
      faulty.map(({ line, problems }) => [line, problems.map(({ code }) => code)]),
      entry.problems,
    );
    assert.deepEqual(
      all.notes.map(({ code }) => code),
      entry.notes,
    );
  });
}
