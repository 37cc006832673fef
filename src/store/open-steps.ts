import { sql } from 'kysely';
import type { Db } from './database.ts';

export type OpenSteps = { waitingForReplication: number; held: number; due: number };

/** What the open steps of a request wait for, for its card. */
export async function openSteps(db: Db, requestId: number): Promise<OpenSteps> {
  const { rows } = await sql<OpenSteps>`
    select count(*) filter (where answer = 'not yet') as waiting_for_replication,
      count(*) filter (where answer = 'held') as held, count(*) as due
    from step where state in ('due', 'intended', 'looking')
      and invitation_id in (select id from invitation where request_id = ${requestId})`.execute(db);
  return rows[0] ?? { waitingForReplication: 0, held: 0, due: 0 };
}
