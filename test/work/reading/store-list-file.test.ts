import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { ListRefused } from '../../../src/guests/list/list-refused.ts';
import type { Db } from '../../../src/store/database.ts';
import { findRequest, requestsOf } from '../../../src/store/requests/requests.ts';
import { dropAbandonedReads } from '../../../src/work/reading/drop-abandoned-reads.ts';
import { storeListFile } from '../../../src/work/reading/store-list-file.ts';
import { requesterId, start, tenantId } from '../../store/make-request.ts';
import { rowsIn } from '../../store/rows-in.ts';
import { startDatabase } from '../../store/start-database.ts';

const server = await startDatabase();
const request = {
  tenantId,
  requesterId,
  requesterName: 'Alex Wilber',
  source: 'file',
  fileName: 'partners.csv',
  choice: {},
} as const;
const limits = { maxBytes: 1e7, maxRows: 5000 };
const clockAt = (now: Date) => ({ now: () => now, sleep: async () => undefined });

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 65_536) yield Buffer.from(text.slice(at, at + 65_536));
}
const partners = (count: number) =>
  Array.from({ length: count }, (_, n) => `p${n}@fabrikam.example,Partner ${n}\n`).join('');
const list = (text: string) => ({ chunks: bytes(`email,name\n${text}`), limits });

async function countIn(db: Db, table: 'request' | 'request_row'): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? -1;
}

test('the bot stores a long file row by row, and shows its request once it has read all rows', async (t) => {
  const { db } = await server.fresh(t);
  const read = await storeListFile({ db, clock: clockAt(start) }, request, list(partners(1234)));
  assert.ok(read.kind === 'read');
  assert.equal(read.rows, 1234);
  const rows = await rowsIn(db, read.requestId);
  assert.deepEqual(
    rows.map(({ row, line }) => [row, line]),
    Array.from({ length: 1234 }, (_, n) => [n + 1, n + 2]),
  );
  assert.deepEqual(rows[1233]?.partner.cells, ['p1233@fabrikam.example', 'Partner 1233']);
  const made = await findRequest(db, tenantId, read.requestId);
  assert.equal(made?.layout?.delimiter, ',');
});

test('of ten files at once, two are read and the others are refused in words', async (t) => {
  const { db } = await server.fresh(t);
  const gate = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`email,name\n${partners(1500)}`);
    await gate.promise;
    yield Buffer.from(partners(1500));
  }
  const deps = { db, clock: clockAt(start) };
  let refused = 0;
  const readings = Array.from({ length: 10 }, () =>
    storeListFile(deps, request, { chunks: slow(), limits }).catch((error) => {
      assert.ok(error instanceof ListRefused && error.code === 'too many at once');
      refused += 1;
      if (refused === 8) gate.resolve();
      return undefined;
    }),
  );
  const read = await Promise.all(readings);
  assert.equal(read.filter((each) => each?.kind === 'read').length, 2);
  assert.equal(await countIn(db, 'request'), 2);
  const other = { ...request, requesterId: '9a8b7c6d-1234-4abc-8def-1234567890ab' };
  assert.equal((await storeListFile(deps, other, list(partners(1)))).kind, 'read');
});

test('two files that end at once know of each other', async (t) => {
  const { db } = await server.fresh(t);
  const gate = Promise.withResolvers<void>();
  let here = 0;
  async function* together(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`email,name\n${partners(10)}`);
    here += 1;
    if (here === 2) gate.resolve();
    await gate.promise;
  }
  const before: number[] = [];
  const notes = async (_rows: number, _mended: number | undefined, trx: Db) => {
    before.push(
      (await requestsOf(trx, { tenantId, requesterId }, { offset: 0, limit: 10 })).length,
    );
    return [];
  };
  const read = () =>
    storeListFile({ db, clock: clockAt(start) }, request, { chunks: together(), limits, notes });
  await Promise.all([read(), read()]);
  assert.deepEqual(before.toSorted(), [0, 1]);
});

test('a file with a fault in the middle leaves nothing behind', async (t) => {
  const { db } = await server.fresh(t);
  const broken = list(`${partners(3000)}broken@fabrikam.example,\0\n${partners(10)}`);
  await assert.rejects(storeListFile({ db, clock: clockAt(start) }, request, broken), ListRefused);
  assert.equal(await countIn(db, 'request'), 0);
  assert.equal(await countIn(db, 'request_row'), 0);
});

test('a file without an address makes no request', async (t) => {
  const { db } = await server.fresh(t);
  const read = await storeListFile(
    { db, clock: clockAt(start) },
    request,
    list('Example: x@y.example,X\n'),
  );
  assert.equal(read.kind, 'no rows');
  assert.equal(await countIn(db, 'request'), 0);
});

test('an unfinished reading stays invisible, the bot deletes it and tells the requester once', async (t) => {
  const { db } = await server.fresh(t);
  const clock = clockAt(start);
  // The process ends while the file still arrives, so the stored rows stay.
  const { promise: never } = Promise.withResolvers<void>();
  const { promise: halfway, resolve } = Promise.withResolvers<void>();
  async function* halfAFile(): AsyncGenerator<Uint8Array> {
    yield* list(partners(4500)).chunks;
    resolve();
    await never;
  }
  void storeListFile({ db, clock }, request, { chunks: halfAFile(), limits });
  await halfway;
  while ((await countIn(db, 'request_row')) === 0) await new Promise(setImmediate);
  assert.deepEqual(await requestsOf(db, { tenantId, requesterId }, { offset: 0, limit: 10 }), []);

  const told: string[] = [];
  const deps = (now: Date) => ({
    db,
    clock: clockAt(now),
    log: { info() {}, warn() {}, error() {}, debug() {}, child: () => deps(now).log },
    announcer: {
      reachPerson: async (_: string, personId: string) => void told.push(personId),
    },
  });
  const later = (ms: number) => new Date(start.getTime() + ms);
  await dropAbandonedReads(deps(later(10_000)));
  assert.deepEqual(told, [], 'it may still be under way');
  await dropAbandonedReads(deps(later(60_000)));
  await dropAbandonedReads(deps(later(90_000)));
  assert.deepEqual(told, [requesterId]);
  assert.equal(await countIn(db, 'request'), 0);
  assert.equal(await countIn(db, 'request_row'), 0);
});
