import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { takeApprovedEndings } from '../../src/store/endings/begin-endings.ts';
import { migrate } from '../../src/store/migrate.ts';
import { start } from './make-request.ts';
import { migrateBefore } from './migrate-before.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();

test('the bot carries out rows that joined its own request after the cancel, and undoes no other cancel', async (t) => {
  const { db } = await server.empty(t);
  await migrateBefore(db, '0062-joined-after-cancel');
  await sql`
    insert into request (id, tenant_id, requester_id, requester_name, source, kind, state, read_at, created_at, confirmed_at,
      cancelled_at, cancelled_by, automatic)
    overriding system value
    select n, 't', 'guestlist', 'Guestlist', 'list', 'end', 'confirmed', ${start}, ${start}, ${start}, ${start}, 'omar', name
    from (values (1, 'ends t atlas 2026-03-02'), (2, 'ends t atlas 2026-03-03'), (3, null)) as r(n, name)`.execute(
    db,
  );
  await sql`
    insert into request_row (request_id, row, line, partner) select n, 1, 1, '{}' from generate_series(1, 3) n`.execute(
    db,
  );
  await sql`
    insert into invitation (request_id, row, kind, project_key, address, display_name, redirect_url, send_mail, access, plan, state)
    select n, 1, 'end', null, 'jane@fabrikam.com', 'Jane', '', false, '{}', 'access only', case n when 2 then 'working' else 'approved' end
    from generate_series(1, 3) n`.execute(db);
  await migrate(db, new Date());
  const taken = await takeApprovedEndings(db, 10, start);
  assert.deepEqual(
    taken.map(({ requestId }) => requestId),
    [1],
  );
  const { rows } = await sql<{ id: number }>`
    select id from request where cancelled_at is not null and cancelled_by = 'omar' order by id`.execute(
    db,
  );
  assert.deepEqual(
    rows.map(({ id }) => id),
    [2, 3],
  );
});
