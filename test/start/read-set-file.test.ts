import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSetFile } from '../../bot/start/read-set-file.ts';

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-files-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a file that the bot cannot use is named, with its variable and the reason', async (t) => {
  const folder = await folderFor(t);
  const at = (name: string) => join(folder, name);
  await writeFile(at('latin'), Buffer.from('{"name": "Ren\xe9"}', 'latin1'));
  await writeFile(at('large'), '');
  await truncate(at('large'), 5_000_000);
  for (const [path, why] of [
    [at('missing'), 'there is no such file'],
    [folder, 'it is a folder'],
    [at('latin/below'), 'a part of the path is no folder'],
    [at('latin'), 'it is no text in UTF-8'],
    [at('large'), 'it is larger than 4 MB'],
  ] as const) {
    await assert.rejects(readSetFile('PROJECTS_FILE', path), {
      message: `PROJECTS_FILE: the bot cannot read ${path}: ${why}.`,
    });
  }
});

test('the bot waits for no pipe and reads no device without an end', async (t) => {
  const pipe = join(await folderFor(t), 'pipe');
  const isMade = spawnSync('mkfifo', [pipe]).status === 0;
  for (const path of [...(isMade ? [pipe] : []), '/dev/zero']) {
    await assert.rejects(readSetFile('PROJECTS_FILE', path), /it is no ordinary file|no such file/);
  }
});

test('the bot reads a file to its end', async (t) => {
  const file = join(await folderFor(t), 'whole');
  await writeFile(file, `\ufeff${'ü'.repeat(100_000)}`);
  assert.equal(await readSetFile('PROJECTS_FILE', file), `\ufeff${'ü'.repeat(100_000)}`);
});
