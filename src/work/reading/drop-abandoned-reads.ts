import { inTransaction } from '../../store/database.ts';
import { dropCutShort } from '../../store/requests/list-reading.ts';
import { type TellDeps, tellPeople } from '../telling/tell-people.ts';

/** Deletes requests whose file nobody read to its end, and tells their requesters to send it again. */
export async function dropAbandonedReads(deps: TellDeps): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    for (const { id, tenantId, requesterId, fileName } of await dropCutShort(
      trx,
      deps.clock.now(),
    )) {
      deps.log.warn('reading cut short', { requestId: id });
      const reason = { code: 'reading cut short', values: { name: fileName ?? '' } } as const;
      const to = { tenantId, people: [requesterId] };
      await tellPeople({ ...deps, db: trx }, to, { reason, subjectId: id });
    }
  });
}
