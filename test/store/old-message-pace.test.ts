import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { messagePace } from '../../src/store/migrations/0010-message-pace.ts';
import { heldPermits } from '../../src/store/migrations/0012-held-permits.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();

test('messages sent before the limits had their own table still count', async (t) => {
  const { db } = await server.fresh(t);
  await sql.raw('drop table message_pace; drop function take_message_permits').execute(db);
  const sent = 130;
  for (const [name, count] of [
    ['teams 3600 a', 1800],
    ['teams tenant', 50],
  ]) {
    await sql`
      select take_permit(${name}, ${count}::int, interval '1 microsecond', 0)
      from generate_series(1, ${sent}::int)`.execute(db);
  }
  const { rows: slots } = await sql<{ at: string }>`
    select taken_at::text as at from pace_slot where name = 'teams 3600 a' order by slot`.execute(
    db,
  );
  const times = slots.map(({ at }) => at);
  await messagePace.up(db);
  await heldPermits.up(db);

  const { rows: moved } = await sql<{ lately: string[]; thirtieth: (string | null)[] }>`
    select lately::text[] as lately, thirtieth::text[] as thirtieth from message_pace
    where conversation = 'a'`.execute(db);
  const lately = Array<string | undefined>(60);
  for (let nr = sent - 60; nr < sent; nr += 1) lately[nr % 60] = times[nr];
  assert.deepEqual(moved[0]?.lately, lately);
  const marks = [0, 30, 60, 90, 120].map((nr) => times[nr]);
  assert.deepEqual(moved[0]?.thirtieth, [...marks, ...Array(55).fill(null)]);
  // The bot sent the last fifty messages a moment ago.
  const { rows: waits } = await sql<{ wait: number }>`
    select wait from take_message_permits(array['b'], '{}', '{}', 50, 3600, 0) as wait`.execute(db);
  assert.ok((waits[0]?.wait ?? 0) > 3_500_000);
  assert.deepEqual((await sql`select 1 from pace where name like 'teams%'`.execute(db)).rows, []);
});
