import { inTransaction } from '../../store/database.ts';
import { dropCutShort } from '../../store/requests/list-reading.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { tellPerson } from '../telling/tell-person.ts';

export type AbandonedReadsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson'>;
};

/** Files whose reading was cut short leave nothing behind, and whoever sent one is told to send it again. */
export async function dropAbandonedReads(deps: AbandonedReadsDeps): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    for (const cut of await dropCutShort(trx, deps.clock.now())) {
      deps.log.warn('reading cut short', { requestId: cut.id });
      const to = { tenantId: cut.tenantId, personId: cut.requesterId, subjectId: cut.id };
      const values = { name: cut.fileName ?? '' };
      await tellPerson({ ...deps, db: trx }, to, { reason: { code: 'reading cut short', values } });
    }
  });
}
