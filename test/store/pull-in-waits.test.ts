import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readValue, writeValue } from '../../src/store/kept-values.ts';
import { pullInWaits } from '../../src/store/pull-in-waits.ts';
import { postponeSteps } from '../../src/store/steps/postpone-steps.ts';
import { startInvitations } from '../../src/work/engine/start-invitations.ts';
import { applyAtlas, makeApproved, makeDraft, start } from './make-request.ts';
import { startDatabase } from './start-database.ts';
import { takeAny } from './take-any.ts';

const server = await startDatabase();
const day = 86_400_000;
const ahead = new Date(start.getTime() + 30 * day);

test('a step that was put off by a clock that was ahead may be taken at once, once it was set back', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await makeApproved(db, { addresses: ['jane@fabrikam.com'] });
  await startInvitations(db, 10, ahead);
  const [step] = await takeAny(db, { name: 'one', limit: 9, now: ahead });
  assert.ok(step);
  const dueAt = new Date(ahead.getTime() + 4_000);
  await postponeSteps(db, [step], { state: 'looking', dueAt, answer: 'lost' });
  await pullInWaits(db, start);
  const again = await takeAny(db, { name: 'two', limit: 9, now: start });
  assert.deepEqual(
    again.map(({ id }) => id),
    [step.id],
  );
});

test('a request with nothing to wait for still waits for nothing after a clock was set back', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await makeDraft(db, { addresses: ['jane@fabrikam.com'] });
  await sql`update request set reading_until = ${ahead}, review_due_at = null where id = ${id}`.execute(
    db,
  );
  await pullInWaits(db, start);
  const { rows } = await sql<{ reading: Date; review: Date | null }>`
    select reading_until as reading, review_due_at as review from request where id = ${id}`.execute(
    db,
  );
  assert.equal(rows[0]?.review, null);
  assert.ok((rows[0]?.reading ?? ahead) < new Date(start.getTime() + 120_000));
});

test('a sign-in that was read at a moment to come is read again', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await makeApproved(db, { addresses: ['jane@fabrikam.com', 'joe@fabrikam.com'] });
  await startInvitations(db, 10, start);
  const read = (at: Date, address: string) =>
    sql`update guest set sign_in_read_at = ${at} where address = ${address}`.execute(db);
  await read(ahead, 'jane@fabrikam.com');
  await read(start, 'joe@fabrikam.com');
  await pullInWaits(db, start);
  const { rows } = await sql<{ at: Date | null }>`
    select sign_in_read_at as at from guest order by address`.execute(db);
  assert.deepEqual(
    rows.map(({ at }) => at),
    [null, start],
  );
});

test('a read that a clock asked for while it was ahead counts as asked for now', async (t) => {
  const { db } = await server.fresh(t);
  const asked = { at: ahead.toISOString(), after: 7 };
  const before = { at: new Date(start.getTime() - day).toISOString(), swept: true };
  await writeValue(db, 'accepted to read', asked, ahead);
  await writeValue(db, 'asked sweep', before, ahead);
  const rounds = { since: before.at, last: ahead.toISOString() };
  await writeValue(db, 'delta rounds', rounds, ahead);
  await writeValue(db, 'subscription', { failures: 0, dueAt: ahead.toISOString() }, ahead);
  await writeValue(db, 'delta link', 'https://graph.example/at', ahead);
  await writeValue(db, 'odd', { at: 'noon' }, ahead);
  await pullInWaits(db, start);
  assert.deepEqual(await readValue(db, 'accepted to read'), { ...asked, at: start.toISOString() });
  assert.deepEqual(await readValue(db, 'asked sweep'), before);
  const last = start.toISOString();
  assert.deepEqual(await readValue(db, 'delta rounds'), { ...rounds, last });
  assert.deepEqual(await readValue(db, 'subscription'), { failures: 0, dueAt: last });
  assert.equal(await readValue(db, 'delta link'), 'https://graph.example/at');
});
