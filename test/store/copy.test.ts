import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { say } from '../../bot/words/say.ts';
import { readCopyFile } from '../../scripts/copy/copy-file.ts';
import { backUp, moveTo, putBack } from '../../scripts/copy/run-copy.ts';
import { CopyFault } from '../../src/store/copy/copy-lines.ts';
import { restoreCopy } from '../../src/store/copy/restore-copy.ts';
import { writeCopy } from '../../src/store/copy/write-copy.ts';
import type { Db } from '../../src/store/database.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import { resumeWork } from '../../src/work/request/resume-work.ts';
import { letPass, untilDone } from '../work/pass-time.ts';
import { runEngine } from '../work/run-engine.ts';
import { openWorkshop, type Workshop, workshopOn } from '../work/workshop.ts';
import { makeApproved, statesIn, tenantId } from './make-request.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();
const partners = ['jo@fabrikam.com', 'kim@fabrikam.com', 'lee@fabrikam.com'];

test('a restored database waits for an operator, and then sends nothing that was sent after the copy', async (t) => {
  const shop = await openWorkshop(t, server);
  await workUntilDone(t, shop, await makeApproved(shop.db, { addresses: ['ann@fabrikam.com'] }));
  // No replica runs while the copy is made: it would already invite some of them.
  const id = await makeApproved(shop.db, { addresses: partners });
  const folder = await mkdtemp(join(tmpdir(), 'copy-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'backup.jsonl.gz');
  const printed: string[] = [];
  const run = {
    say: say('en'),
    print: (line: string) => void printed.push(line),
    now: shop.clock.now,
  };
  await backUp(run, opened(shop.db), file);
  const lines = await Array.fromAsync(readCopyFile(file));
  // After the copy the partners are invited. Then the database is lost.
  await workUntilDone(t, shop, id);
  const sent = [...shop.directory.invited()];
  assert.deepEqual(sent.toSorted(), ['ann@fabrikam.com', ...partners]);

  const database = await server.empty(t);
  const { db } = database;
  // Until Graph shows the guests.
  await letPass(shop, 600_000);
  const guestsSince = async () => [
    ...(await madeIn(shop, [...partners, 'zoe@fabrikam.com'])),
    // Known from before the copy.
    ...(await madeIn(shop, ['ann@fabrikam.com'])),
  ];
  shop.directory.put('zoe@fabrikam.com', { objectId: 'f1000000-0000-4000-8000-000000000009' });
  await putBack(run, opened(db, database.connectionString), { file, guestsSince });
  assert.match(printed.join('\n'), /Entra has 4 guests that this copy does not know:/);
  assert.match(printed.join('\n'), new RegExp(`${partners[0]}, in request #${id}: `));
  assert.match(printed.join('\n'), /zoe@fabrikam.com: no request here names this guest/);
  assert.deepEqual(rowsIn(await copyOf(db)), rowsIn(lines));
  const restored = workshopOn(t, database, shop);
  const deps = restored.deps('two');
  runEngine(t, deps);
  await letPass(restored, 1_200_000);
  assert.deepEqual(shop.directory.invited(), sent);
  assert.deepEqual(await statesIn(db, id), everyone('working'));
  assert.equal((await readBreaker(db)).reason?.code, 'restored');

  await resumeWork(deps, { tenantId, personId: 'operator', name: 'Olivia' });
  await untilDone(restored, id);
  assert.deepEqual(shop.directory.invited(), sent);
  assert.deepEqual(await statesIn(db, id), everyone('complete'));
  // Numbers that were given after the copy are not given again.
  assert.ok((await makeApproved(db, { addresses: partners })) > id + 999);
});

test('a copy that is cut off, damaged, of a newer version or in the way of others is put back nowhere', async (t) => {
  const { db } = await server.fresh(t);
  await makeApproved(db, { addresses: partners });
  const lines = await copyOf(db);
  const { db: empty } = await server.empty(t);
  const restore = (given: readonly string[], into: Db = empty) =>
    restoreCopy(into, each(given), { how: 'moved', now: new Date(0) });
  const faulty: Record<string, string[]> = {
    'cut off': lines.slice(0, -1),
    'without a row': lines.filter((line) => !line.includes(partners[0] ?? '')),
    damaged: lines.with(3, '{'),
    newer: lines.with(0, (lines[0] ?? '').replace('"0001-first"', '"9999-later"')),
    'something else': ['{"name":"guestlist"}'],
    empty: [],
  };
  for (const [name, given] of Object.entries(faulty))
    await assert.rejects(restore(given), CopyFault, name);
  await assert.rejects(restore(lines, db), CopyFault);
  // A faulty try leaves nothing that hinders the good one.
  await restore(lines);
  assert.deepEqual(rowsIn(await copyOf(empty)), rowsIn(lines));
  assert.equal((await readBreaker(empty)).openSince, null);
});

test('everything moves to another server with its numbers, and a file that was cut is noticed', async (t) => {
  const { db } = await server.fresh(t);
  const id = await makeApproved(db, { addresses: partners });
  const folder = await mkdtemp(join(tmpdir(), 'copy-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'copy.jsonl.gz');
  const run = { say: say('nl'), print: () => undefined, now: () => new Date() };
  const target = await server.empty(t);
  await moveTo(run, opened(db), { to: opened(target.db, target.connectionString), file });
  assert.deepEqual(rowsIn(await copyOf(target.db)), rowsIn(await copyOf(db)));
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal(await makeApproved(target.db, { addresses: partners }), id + 1);
  await truncate(file, (await stat(file)).size - 20);
  await assert.rejects(Array.fromAsync(readCopyFile(file)), CopyFault);
  await writeFile(file, 'nothing packed');
  await assert.rejects(Array.fromAsync(readCopyFile(file)), CopyFault);
});

/** One replica does the work of a request, and stops. */
async function workUntilDone(t: TestContext, shop: Workshop, id: number): Promise<void> {
  const replica = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await replica.stop();
}

const opened = (db: Db, connectionString = '') => ({
  db,
  connectionString,
  close: async () => undefined,
});

async function madeIn({ directory }: Workshop, addresses: readonly string[]) {
  const found = await directory.findPeople(addresses);
  return [...found].map(([mail, person]) => ({ ...person, mail, creationType: 'Invitation' }));
}

const everyone = (state: string) => partners.map(() => state);

async function copyOf(db: Db): Promise<string[]> {
  const lines: string[] = [];
  await writeCopy(db, async (line) => void lines.push(line), new Date('2026-03-02T10:00:00Z'));
  return lines;
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** Rows by table, without the one that a restore changes, in an order of their own. */
function rowsIn(lines: readonly string[]): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  let table = '';
  for (const line of lines) {
    table = /^\{"table":"(\w+)"/.exec(line)?.[1] ?? table;
    if (!line.startsWith('[') || table === 'breaker') continue;
    rows[table] = [...(rows[table] ?? []), line];
  }
  for (const list of Object.values(rows)) list.sort();
  return rows;
}
