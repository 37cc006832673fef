import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { hostileCells } from './hostile-cells.ts';
import { writeResults } from './write-results.ts';

const isThere = spawnSync('soffice', ['--version']).status === 0;

/** By name, so that a failure says which file the spreadsheet opened, and how. */
const separators = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;

const rows = hostileCells.map((cell) => ({
  cells: ['a@b.example', cell],
  status: 'problem' as const,
  reason: cell,
  requestNumber: 1,
}));

/** Opens files as tables with this separator and with formulas on. Returns each as text. */
async function open(folder: string, files: readonly string[], sign: string): Promise<string[]> {
  const filter = `CSV:${sign.charCodeAt(0)},34,76,1,,0,false,true,false,false,false,true`;
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const asked = ['--headless', profile, `--infilter=${filter}`, '--convert-to', 'fods'];
  await promisify(execFile)('soffice', [...asked, '--outdir', folder, ...files], {
    timeout: 180_000,
  });
  return await Promise.all(
    files.map(async (file) => await readFile(file.replace(/csv$/, 'fods'), 'utf8')),
  );
}

const formulasIn = (table: string) => table.match(/table:formula="[^"]*"/g) ?? [];

test('a spreadsheet calculates nothing in results, whichever separator it uses', {
  skip: isThere ? false : 'LibreOffice is not installed',
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-sheet-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const files = await Promise.all(
    Object.entries(separators).map(async ([name, delimiter]) => {
      const layout = { dialect: 'guestlist', delimiter, preamble: [], header: ['email', 'name'] };
      const file = join(folder, `${name}.csv`);
      await writeFile(file, writeResults({ ...layout, dialect: 'guestlist' }, rows));
      return file;
    }),
  );
  const control = join(folder, 'control.csv');
  await writeFile(control, '"=1+1"\r\n');
  for (const [name, sign] of Object.entries(separators)) {
    const [calculated = '', ...tables] = await open(folder, [control, ...files], sign);
    assert.equal(formulasIn(calculated).length, 1, 'this way of opening calculates');
    for (const [at, table] of tables.entries()) {
      assert.ok(table.length > 10_000);
      assert.deepEqual(formulasIn(table), [], `${files[at]} opened with ${name}`);
    }
  }
});
