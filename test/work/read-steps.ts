import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import type { Workshop } from './workshop.ts';

/** The main columns of every step, oldest first. */
export async function stepsOf(
  db: Db,
): Promise<{ kind: string; state: string; answer: string | null; invitationId: number }[]> {
  const { rows } = await sql<{
    kind: string;
    state: string;
    answer: string | null;
    invitationId: number;
  }>`select kind, state, answer, invitation_id from step order by id`.execute(db);
  return rows;
}

/** The code of each row's reason, by row. */
export async function reasonsOf(shop: Workshop, requestId: number): Promise<(string | null)[]> {
  return (await invitationsOf(shop.db, requestId)).map(({ reason }) => reason?.code ?? null);
}

/** The number of due invite steps. */
export const openInvites = async ({ db }: Workshop): Promise<number> =>
  (await stepsOf(db)).filter(({ kind, state }) => kind === 'invite' && state === 'due').length;
