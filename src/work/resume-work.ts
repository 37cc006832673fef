import { closeBreaker, requestsAtWork } from '../store/breaker.ts';
import { inTransaction } from '../store/database.ts';
import { record } from '../store/history.ts';
import { redraw } from '../store/shown-cards.ts';
import type { WorkDeps } from './deps.ts';
import type { Who } from './read-rights.ts';

/** An operator says that what stopped everything has been seen to. The next answer of Graph decides whether it has. */
export async function resumeWork(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
  who: Who,
): Promise<boolean> {
  const now = deps.clock.now();
  const closed = await inTransaction(deps.db, async (trx) => {
    if (!(await closeBreaker(trx))) return false;
    await record(trx, { actor: who.personId, what: 'breaker closed' }, now);
    for (const requestId of await requestsAtWork(trx)) {
      await redraw(trx, { kind: 'request', id: requestId }, now);
    }
    await deps.queue.send(trx, 'wake', {});
    return true;
  });
  if (closed) deps.log.info('breaker closed', { personId: who.personId });
  return closed;
}
