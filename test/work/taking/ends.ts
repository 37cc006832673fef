import { sql } from 'kysely';
import type { EndCause } from '../../../src/guests/step.ts';
import { type Db, inTransaction } from '../../../src/store/database.ts';
import { insertEndingLines, insertEndingRows } from '../../../src/store/endings/ending-rows.ts';
import { lockGuests } from '../../../src/store/guests/guests.ts';
import { invitationsOf, lastRow } from '../../../src/store/invitations/invitations.ts';
import { openAutomatic } from '../../../src/store/requests/confirmed-requests.ts';
import { start, tenantId } from '../../store/make-request.ts';

/** Makes a confirmed request that ends every invitation of these requests, one row for each. */
export async function makeEnd(
  db: Db,
  {
    requestIds,
    cause = 'asked',
    at = start,
    name = `end ${requestIds}`,
  }: {
    requestIds: readonly number[];
    cause?: EndCause;
    at?: Date;
    name?: string;
  },
): Promise<number> {
  const targets = (await Promise.all(requestIds.map((id) => invitationsOf(db, id)))).flat();
  return await inTransaction(db, async (trx) => {
    const wish = { tenantId, name, kind: 'end', projectKey: 'atlas' } as const;
    const { id } = await openAutomatic(trx, wish, at);
    const first = await lastRow(trx, id);
    const guests = await lockGuests(
      trx,
      targets.map(({ address, displayName }) => ({ tenantId, address, displayName })),
    );
    const rows = targets.map((target, n) => ({
      row: first + n + 1,
      kind: 'end' as const,
      projectKey: target.projectKey,
      address: target.address,
      displayName: target.displayName,
      guestId: guests.find(({ address }) => address === target.address)?.id ?? null,
      about: [target.id],
      cause,
      findings: { takes: [], stays: [], projects: [], looked: 'at the ledger' as const },
    }));
    await insertEndingLines(trx, id, rows);
    await insertEndingRows(trx, id, rows, 'approved');
    return id;
  });
}

/** The steps of one request, in order, as `take group done taken`. */
export async function stepsIn(db: Db, requestId: number): Promise<string[]> {
  const { rows } = await sql<{
    kind: string;
    state: string;
    answer: string | null;
    reason: string | null;
  }>`
    select kind, state, answer, reason->>'code' as reason from step where request_id = ${requestId} order by id`.execute(
    db,
  );
  return rows.map(({ kind, state, answer, reason }) =>
    [kind, state, answer, ...(reason === null ? [] : [`(${reason})`])].join(' '),
  );
}
