import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { reportFrom } from '../../../src/guests/times/report-period.ts';
import type { Db } from '../../../src/store/database.ts';
import { type Report, readReport } from '../../../src/store/reports/read-report.ts';
import { applyAtlas, makeApproved, makeProject, start, tenantId } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const timeZone = 'Europe/Amsterdam';
const later = (hours: number, from = start) => new Date(from.getTime() + hours * 3_600_000);
const asked = { tenantId, from: reportFrom(later(24 * 40), timeZone), timeZone };

type Outcome = {
  state?: string;
  code?: string;
  guest?: string;
  acceptedAfter?: number;
  ended?: boolean;
  plan?: string;
  at?: Date;
  projectKey?: string;
};

/** Makes an invitation with that outcome. */
async function put(db: Db, address: string, outcome: Outcome = {}): Promise<void> {
  const { state = 'complete', guest = 'pending', at = start, projectKey = 'atlas' } = outcome;
  const requestId = await makeApproved(db, { addresses: [address], projectKey, at });
  const reason = outcome.code === undefined ? null : JSON.stringify({ code: outcome.code });
  const guestOf = sql`(select id from guest where address = ${address})`;
  await sql`insert into guest (tenant_id, address, state) values (${tenantId}, ${address}, ${guest})
    on conflict (tenant_id, address) do update set state = excluded.state`.execute(db);
  await sql`update invitation set guest_id = ${guestOf}, state = ${state}, plan = ${outcome.plan ?? 'invite'}, reason = ${reason}::jsonb,
    over_at = ${outcome.ended === true ? at : null} where request_id = ${requestId}`.execute(db);
  if (outcome.acceptedAfter !== undefined) {
    await sql`insert into alert (project_key, guest_id, transition, created_at)
      values (${projectKey}, ${guestOf}, '1', ${later(outcome.acceptedAfter, at)})`.execute(db);
  }
}

const line = ({ asked: all, accepted, refused, ended, medianHours }: Report['sums']) =>
  [all, accepted, refused, ended, medianHours] as const;

test('a report counts the guests of each month once, by what became of them, and no members', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db, makeProject('beacon'));
  const accepted = { guest: 'accepted' };
  await put(db, 'soon@fabrikam.example', { ...accepted, acceptedAfter: 2 });
  await put(db, 'late@fabrikam.example', { ...accepted, acceptedAfter: 50 });
  await put(db, 'never@fabrikam.example');
  await put(db, 'removed@fabrikam.example', { guest: 'deleted', acceptedAfter: 5, ended: true });
  await put(db, 'before@fabrikam.example', accepted);
  await put(db, 'no@fabrikam.example', { state: 'rejected', code: 'rejected by owner' });
  await put(db, 'not@fabrikam.example', { state: 'failed', code: 'group address', ...accepted });
  await put(db, 'stopped@fabrikam.example', { state: 'cancelled', ...accepted });
  // Where the reader is, this is the first of April.
  await put(db, 'april@fabrikam.example', { at: new Date('2026-03-31T22:30:00Z') });
  await put(db, 'old@fabrikam.example', { at: new Date('2025-04-30T21:30:00Z') });
  await put(db, 'colleague@contoso.example', { plan: 'member', ...accepted });
  await put(db, 'guest@fabrikam.example', { plan: 'access only', ...accepted });
  await put(db, 'theirs@fabrikam.example', { projectKey: 'beacon', ...accepted });
  const atlas = await readReport(db, { ...asked, projectKeys: ['atlas'] });
  assert.deepEqual(
    atlas.months.map((each) => [each.month, ...line(each)]),
    [
      ['2026-03', 9, 5, 2, 1, 5],
      ['2026-04', 1, 0, 0, 0, null],
    ],
  );
  assert.deepEqual(line(atlas.sums), [10, 5, 2, 1, 5]);
  assert.deepEqual(
    atlas.refusals,
    ['group address', 'rejected by owner'].map((code) => ({
      projectKey: 'atlas',
      month: '2026-03',
      code,
      count: 1,
    })),
  );
  // So many projects that the bot counts them in several statements.
  const others = Array.from({ length: 30 }, (_, n) => `nothing-${n}`);
  const all = await readReport(db, { ...asked, projectKeys: ['atlas', ...others, 'beacon'] });
  assert.deepEqual(line(all.sums), [11, 6, 2, 1, 5]);
  assert.deepEqual(
    all.projects.map((each) => [each.projectKey, each.asked]),
    [
      ['atlas', 10],
      ['beacon', 1],
    ],
  );
  const none = await readReport(db, { ...asked, projectKeys: others });
  assert.deepEqual([none.sums.asked, none.sums.medianHours, none.projects], [0, null, []]);
});

test('a report begins with the first day of a month where the reader is, eleven months before this one', () => {
  assert.deepEqual(
    reportFrom(new Date('2026-11-29T16:00:00Z'), timeZone),
    new Date('2025-11-30T23:00:00Z'),
  );
  assert.deepEqual(
    reportFrom(new Date('2026-11-30T23:30:00Z'), timeZone),
    new Date('2025-12-31T23:00:00Z'),
  );
});
