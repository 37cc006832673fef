import pg from 'pg';
import { tenantId } from '../sandbox/seed.ts';

/**
 * Tables that grow with every request. No turn, click or job may scan one of them.
 */
export const growingTables = [
  ...['request', 'request_row', 'guest', 'approval', 'invitation', 'vote', 'step', 'history'],
  ...['shown_card', 'alert', 'alert_copy', 'digest', 'news', 'said_request', 'place', 'watched'],
] as const;

/**
 * Fills a database as years of use would: finished requests of four rows, each with an approval, its votes, guests,
 * steps, cards, alerts and history. It has five times as many guests as invitations, and 500 projects. The practice
 * tenant does not have these guests.
 */
export async function fillDatabase(connectionString: string, invitations: number): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const requests = Math.ceil(invitations / 4);
    for (const statement of statements) {
      await client.query('set session_replication_role = replica');
      await client.query(statement(invitations, requests));
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

type Statement = (invitations: number, requests: number) => string;

const ago = (n: string) => `timestamptz '2026-01-01' + ${n} * interval '1 second'`;
const project = (n: string) => `'filled-' || ${n} % 500`;

/** The ids are far above the ids that the bot has used so far, and far below the ids that it will use. */
const statements: readonly Statement[] = [
  () => `
    insert into project (key, name, definition, version_id, active)
    select 'filled-' || n, 'Filled ' || n, '{}', (select max(id) from project_version), false
    from generate_series(0, 499) n`,
  (_n, requests) => `
    insert into place (tenant_id, kind, key, reference, seen_at, name)
    select '${tenantId}', 'person', 'filled-' || n, '{}', ${ago('n')}, 'Filled ' || n
    from generate_series(1, ${requests * 4}) n`,
  (_n, requests) => `
    insert into request (id, tenant_id, requester_id, requester_name, source, state, read_at, created_at, confirmed_at, ended_at)
    overriding system value
    select 100000 + n, '${tenantId}', 'filled-' || n % ${requests * 4}, 'Filled', 'file', 'done', ${ago('n')}, ${ago('n')}, ${ago('n')}, ${ago('n')}
    from generate_series(0, ${requests - 1}) n`,
  (_n, requests) => `
    insert into request_row (request_id, row, line, partner)
    select 100000 + n, k, k, '{}' from generate_series(0, ${requests - 1}) n, generate_series(1, 4) k`,
  (_n, requests) => `
    insert into approval (id, request_id, project_key, state, version, rule, asked_at, decided_at, told)
    overriding system value
    select 100000 + n, 100000 + n, ${project('n')}, 'decided', 1, '{}', ${ago('n')}, ${ago('n')}, 'decided'
    from generate_series(0, ${requests - 1}) n`,
  (invitations) => `
    insert into guest (id, tenant_id, address, object_id, display_name, state, made_by_us, state_changed_at, transitions)
    overriding system value
    select 1000000 + n, '${tenantId}', 'filled.' || n || '@company' || n % 5000 || '.example', 'filled-account-' || n, 'Filled ' || n,
      case when n % 100 = 0 then 'pending' else 'accepted' end, true, ${ago('n')}, 1
    from generate_series(0, ${invitations * 5 - 1}) n`,
  (invitations) => `
    insert into invitation (id, request_id, row, project_key, approval_id, guest_id, address, display_name, redirect_url, send_mail,
      access, plan, state, mailed, ended_at, completed_at)
    overriding system value
    select 1000000 + n, 100000 + n / 4, 1 + n % 4, ${project('(n / 4)')}, 100000 + n / 4,
      1000000 + n, 'filled.' || n || '@company' || n % 5000 || '.example',
      'Filled ' || n, 'https://example.com', true, '{}', 'invite', 'complete', true, ${ago('n')}, ${ago('n')}
    from generate_series(0, ${invitations - 1}) n`,
  (invitations) => `
    insert into step (request_id, invitation_id, guest_id, kind, target, state, bulk, settled_at, answer, made_at)
    select i.request_id, i.id, i.guest_id, k.kind, k.target, 'done', true, i.ended_at, 'made', i.ended_at
    from invitation i cross join (values ('invite', ''), ('group', 'filled')) k(kind, target)
    where i.id >= 1000000 and i.id < 1000000 + ${invitations} and (k.kind = 'group' or i.id % 3 > 0)`,
  (invitations) => `
    insert into watched (project_key, guest_id, seen_at)
    select ${project('n')}, 1000000 + n, ${ago('n')} from generate_series(0, ${invitations - 1}) n`,
  () => `
    insert into vote (approval_id, invitation_id, owner_id, owner_name, yes, voted_at)
    select approval_id, id, 'filled-owner', 'Owner', true, ended_at from invitation where id >= 1000000`,
  () => `
    insert into history (at, actor, what, request_id)
    select created_at, requester_id, w, id from request cross join unnest(array['request confirmed', 'request done']) w
    where id >= 100000`,
  () => `
    insert into shown_card (kind, subject_id, place_id, message_id, wanted, shown, final, due_at)
    select 'request', r.id, (select min(id) from place), 'filled', 3, 3, true, r.created_at from request r where r.id >= 100000`,
  () => `
    insert into alert (id, project_key, guest_id, transition, created_at, invitation_id, routed_at, access)
    overriding system value
    select i.id, i.project_key, i.guest_id, 'filled', i.ended_at, i.id, i.ended_at, 'there'
    from invitation i where i.id >= 1000000 and i.id % 2 = 0 on conflict do nothing`,
  () => `
    insert into alert_copy (alert_id, place_id, project_key, placed_at)
    select id, (select min(id) from place), project_key, routed_at from alert where id >= 1000000`,
  () => `
    insert into news (tenant_id, person_id, request_id, about, topic, subject_id, reason, created_at, told_at)
    select '${tenantId}', 'filled', i.request_id, 'acceptance', 'filled', i.id, '{}', i.ended_at, i.ended_at
    from invitation i where i.id >= 1000000 and i.id % 4 = 0`,
  () => 'alter table invitation alter column id restart with 9000000',
  () => 'alter table step alter column id restart with 90000000',
  () => 'alter table guest alter column id restart with 90000000',
  () => 'alter table request alter column id restart with 200001',
  () => 'alter table approval alter column id restart with 9000000',
  () => 'alter table alert alter column id restart with 9000000',
];
