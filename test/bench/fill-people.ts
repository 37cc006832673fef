import pg from 'pg';
import { people, tenantId } from '../sandbox/seed.ts';

/** Adele asked for these and decides over them, in a database of any size. */
const requests = 30;
const openApprovals = 12;

/**
 * Gives Adele, an owner who invites, what years with one project leave: 30 requests for 120 partners of Atlas, of whom
 * a third has not accepted, and twelve open approvals of requests that Alex made. The practice tenant does not have
 * these guests. The ids are below those of `fillDatabase`.
 */
export const fillPeople = (connectionString: string): Promise<void> =>
  fill(connectionString, statements);

/** Gives Beacon so many guests who have accepted. */
export const fillGuests = (connectionString: string, guests: number): Promise<void> =>
  fill(connectionString, guestStatements(guests));

async function fill(connectionString: string, inserts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const statement of inserts) await client.query(statement);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

const ago = (n: string) => `now() - interval '30 days' + ${n} * interval '1 minute'`;
const requestOf = (person: 'adele' | 'alex', { from, count, state }: Made) => `
  insert into request (id, tenant_id, requester_id, requester_name, source, state, read_at, created_at, confirmed_at, ended_at)
  overriding system value
  select ${from} + n, '${tenantId}', '${people[person].objectId}', '${people[person].name}', 'file', '${state}',
    ${ago('n')}, ${ago('n')}, ${ago('n')}, ${state === 'done' ? ago('n') : 'null'}
  from generate_series(0, ${count - 1}) n`;
type Made = { from: number; count: number; state: 'done' | 'confirmed' };

const statements: readonly string[] = [
  requestOf('adele', { from: 50_000, count: requests, state: 'done' }),
  `insert into guest (id, tenant_id, address, object_id, display_name, state, made_by_us, state_changed_at, transitions)
   overriding system value
   select 500000 + n, '${tenantId}', 'own.' || n || '@litware.example', 'own-account-' || n, 'Owned ' || n,
     case when n % 3 = 0 then 'pending' else 'accepted' end, true, ${ago('n')}, 1
   from generate_series(0, ${requests * 4 - 1}) n`,
  `insert into invitation (id, request_id, row, project_key, guest_id, address, display_name, redirect_url, send_mail,
     access, plan, state, mailed, ended_at, completed_at)
   overriding system value
   select 500000 + n, 50000 + n / 4, 1 + n % 4, 'atlas', 500000 + n, 'own.' || n || '@litware.example', 'Owned ' || n,
     'https://example.com', true, '{}', 'invite', 'complete', true, ${ago('n')}, ${ago('n')}
   from generate_series(0, ${requests * 4 - 1}) n`,
  `insert into step (request_id, invitation_id, guest_id, kind, target, state, bulk, settled_at, answer, made_at)
   select i.request_id, i.id, i.guest_id, k.kind, k.target, 'done', true, i.ended_at, 'made', i.ended_at
   from invitation i cross join (values ('invite', ''), ('group', 'filled')) k(kind, target)
   where i.request_id between 50000 and 59999`,
  requestOf('alex', { from: 60_000, count: openApprovals, state: 'confirmed' }),
  `insert into approval (id, request_id, project_key, state, version, rule, asked_at, told)
   overriding system value
   select 60000 + n, 60000 + n, 'atlas', 'open', 1, '{"required": true, "approvers": 1, "autoApproveDomains": []}', ${ago('n')}, 'asked'
   from generate_series(0, ${openApprovals - 1}) n`,
  `insert into invitation (id, request_id, row, project_key, approval_id, address, display_name, redirect_url, send_mail,
     access, plan, state)
   overriding system value
   select 600000 + n, 60000 + n, 1, 'atlas', 60000 + n, 'asked.' || n || '@litware.example', 'Asked ' || n,
     'https://example.com', true, '{}', 'invite', 'awaiting approval'
   from generate_series(0, ${openApprovals - 1}) n`,
];

const guestStatements = (guests: number): readonly string[] => [
  requestOf('alex', { from: 70_000, count: 1, state: 'done' }),
  `insert into guest (id, tenant_id, address, object_id, display_name, state, made_by_us, state_changed_at, transitions)
   overriding system value
   select 700000 + n, '${tenantId}', 'many.' || n || '@adatum.example', 'many-account-' || n, 'One of many ' || n, 'accepted', true, ${ago('0')}, 1
   from generate_series(0, ${guests - 1}) n`,
  `insert into invitation (id, request_id, row, project_key, guest_id, address, display_name, redirect_url, send_mail,
     access, plan, state, mailed, ended_at, completed_at)
   overriding system value
   select 700000 + n, 70000, 1 + n, 'beacon', 700000 + n, 'many.' || n || '@adatum.example', 'One of many ' || n,
     'https://example.com', true, '{}', 'invite', 'complete', true, ${ago('0')}, ${ago('0')}
   from generate_series(0, ${guests - 1}) n`,
];
