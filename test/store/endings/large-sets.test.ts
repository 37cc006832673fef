import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import {
  blockedAs,
  changing,
  knownAccounts,
  removedByUs,
} from '../../../src/store/endings/accounts.ts';
import {
  closeEnded,
  knownEnds,
  moveEarlierEnds,
  requestsEndedBy,
  requestsTakenInPart,
} from '../../../src/store/endings/ends.ts';
import {
  grantsOfGuests,
  markTaken,
  needsOf,
  needsThatStay,
  takenSince,
} from '../../../src/store/endings/grants-to-take.ts';
import {
  endWithAccount,
  requestsTellingOf,
  reviveAccess,
} from '../../../src/store/endings/removed-access.ts';
import { untoldEnds } from '../../../src/store/endings/untold-ends.ts';
import { accountsNamed } from '../../../src/store/guests/same-account.ts';
import { standingUntil } from '../../../src/store/invitations/give-ups.ts';
import { lockSameGrants, stillPromised } from '../../../src/store/steps/repair-steps.ts';
import { applyAtlas, makeProject, start } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const guests = 2_000;

/**
 * Each guest has an invitation to each of two projects, and the step of a group. PostgreSQL has not analysed the
 * tables.
 */
async function fill(
  db: Db,
): Promise<{ ids: number[]; stepIds: number[]; invitationIds: number[] }> {
  await applyAtlas(db, makeProject('project-1'), makeProject('project-2'));
  await sql`
    insert into request (id, tenant_id, requester_id, requester_name, source, state, read_at, created_at, confirmed_at, ended_at)
    overriding system value select n, 't', 'alex', 'Alex', 'file', 'done', ${start}, ${start}, ${start}, ${start}
    from generate_series(1, 2) n`.execute(db);
  await sql`
    insert into request_row (request_id, row, line, partner)
    select r, n, n, '{}' from generate_series(1, 2) r, generate_series(1, ${guests}::int) n`.execute(
    db,
  );
  await sql`
    insert into approval (id, request_id, project_key, state, version, rule, asked_at, decided_at, told)
    overriding system value select n, n, 'project-' || n, 'decided', 1, '{}', ${start}, ${start}, 'decided'
    from generate_series(1, 2) n`.execute(db);
  await sql`
    insert into guest (id, tenant_id, address, object_id, display_name, state, made_by_us, state_changed_at, transitions)
    overriding system value select n, 't', 'p' || n || '@fabrikam.example', 'account-' || n, 'Partner', 'accepted', true, ${start}, 1
    from generate_series(1, ${guests}::int) n`.execute(db);
  await sql`
    insert into invitation (request_id, row, project_key, approval_id, guest_id, address, display_name, redirect_url, send_mail,
      access, plan, state, mailed, ended_at, completed_at)
    select r, n, 'project-' || r, r, n, 'p' || n || '@fabrikam.example', 'Partner', 'https://example.com', true,
      '{}', 'invite', 'complete', true, ${start}, ${start}
    from generate_series(1, 2) r, generate_series(1, ${guests}::int) n`.execute(db);
  await sql`
    insert into step (request_id, invitation_id, guest_id, kind, target, state, bulk, settled_at, answer, made_at)
    select request_id, id, guest_id, 'group', 'crowd', 'done', true, ${start}, 'made', ${start} from invitation`.execute(
    db,
  );
  const steps = await sql<{ id: number }>`select id from step`.execute(db);
  const invitations = await sql<{ id: number }>`select id from invitation`.execute(db);
  return {
    ids: Array.from({ length: guests }, (_, n) => n + 1),
    stepIds: steps.rows.map(({ id }) => id),
    invitationIds: invitations.rows.map(({ id }) => id),
  };
}

/** Runs work in a transaction, and counts the rows that it reads, by scans and by indexes. */
async function readBy(db: Db, run: (trx: Db) => Promise<unknown>): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const before = await readSoFar(trx);
    await run(trx);
    return (await readSoFar(trx)) - before;
  });
}

async function readSoFar(db: Db): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as read from pg_stat_xact_user_tables`.execute(
    db,
  );
  return rows[0]?.read ?? 0;
}

type Filled = Awaited<ReturnType<typeof fill>>;

type Statement = [string, (db: Db, filled: Filled) => Promise<unknown>];

const ofBatches: readonly Statement[] = [
  ['needsOf', (db, { ids }) => needsOf(db, ids)],
  ['needsThatStay', (db, { ids }) => needsThatStay(db, ids)],
  ['grantsOfGuests', (db, { ids }) => grantsOfGuests(db, ids)],
  ['takenSince', (db, { stepIds }) => takenSince(db, stepIds, start)],
  ['knownAccounts', (db, { ids }) => knownAccounts(db, ids)],
  ['removedByUs', (db, { ids }) => removedByUs(db, ids, start)],
  ['changing', (db, { ids }) => changing(db, ids, ['block'])],
  [
    'markTaken',
    (db, { ids }) => {
      const taken = { kind: 'group', target: 'crowd', detail: '' } as const;
      return markTaken(
        db,
        ids.map((guestId) => ({ guestId, ...taken })),
        start,
      );
    },
  ],
];

const ofLists: readonly Statement[] = [
  ['requestsTellingOf', (db, { ids }) => requestsTellingOf(db, ids)],
  ['reviveAccess', (db, { ids }) => reviveAccess(db, ids)],
  [
    'blockedAs',
    (db, { ids }) =>
      blockedAs(
        db,
        't',
        ids.map((id) => `account-${id}`),
      ),
  ],
  [
    'accountsNamed',
    (db, { ids }) =>
      accountsNamed(
        db,
        't',
        ids.map((id) => ({ address: `p${id}@fabrikam.example`, objectId: null })),
      ),
  ],
  ['lockSameGrants', (db, { stepIds }) => lockSameGrants(db, stepIds)],
  ['stillPromised', (db, { stepIds }) => stillPromised(db, stepIds)],
  ['knownEnds', (db, { invitationIds }) => knownEnds(db, invitationIds)],
  ['moveEarlierEnds', (db, { invitationIds }) => moveEarlierEnds(db, invitationIds, start)],
  ['requestsTakenInPart', (db, { invitationIds }) => requestsTakenInPart(db, invitationIds)],
  ['requestsEndedBy', (db, { invitationIds }) => requestsEndedBy(db, invitationIds)],
  ['closeEnded', (db, { invitationIds }) => closeEnded(db, invitationIds, start)],
  ['endWithAccount', (db, { ids }) => endWithAccount(db, ids, 1, start)],
  ['standingUntil', (db, { invitationIds }) => standingUntil(db, invitationIds)],
];

test('no statement of the end of 2,000 guests reads all rows for each of them', async (t) => {
  const home = await server.fresh(t);
  const filled = await fill(home.db);
  for (const [name, run] of [...ofBatches, ...ofLists]) {
    const read = await readBy(home.db, (trx) => run(trx, filled));
    assert.ok(read < 20 * guests, `${name} read ${read} rows`);
  }
});

test('an end that asks for a batch of eight guests reads the rows of the eight alone', async (t) => {
  const home = await server.fresh(t);
  const { ids, stepIds, invitationIds } = await fill(home.db);
  const eight = {
    ids: ids.slice(0, 8),
    stepIds: stepIds.slice(0, 16),
    invitationIds: invitationIds.slice(0, 16),
  };
  for (const [name, run] of ofBatches) {
    const read = await readBy(home.db, (trx) => run(trx, eight));
    // PostgreSQL may read so small a table of guests as a whole, but never what they have.
    assert.ok(read < invitationIds.length, `${name} read ${read} rows`);
  }
});

test('the bot finds people who have not heard of ends without the ends of which everybody has heard', async (t) => {
  const { db } = await server.fresh(t);
  await fill(db);
  await sql`
    insert into invitation (request_id, row, project_key, guest_id, address, display_name, redirect_url, send_mail, access, plan, state, kind, cause, about)
    select 1, ${guests}::int + n, 'project-1', n, 'p' || n || '@fabrikam.example', 'Partner', '', true, '{}', 'access only', 'complete',
      'end', 'due', array[n]
    from generate_series(1, ${guests}::int) n`.execute(db);
  await sql`update invitation set over_at = ${start}, over_told = true where kind = 'invite'`.execute(
    db,
  );
  const read = await readBy(db, (trx) => untoldEnds(trx, '2026-03-02'));
  assert.ok(read < 100, `untoldEnds read ${read} rows`);
  await sql`update invitation set over_told = false where kind = 'invite'`.execute(db);
  const reads = await readBy(db, (trx) => untoldEnds(trx, '2026-03-02'));
  assert.ok(reads < 20 * guests, `untoldEnds read ${reads} rows of ends that nobody heard of`);
  assert.equal((await untoldEnds(db, '2026-03-02')).length, 2);
});
