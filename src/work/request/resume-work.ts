import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { closeBreaker, readBreaker, requestsUnderWay } from '../../store/steps/breaker.ts';
import { endNotices, redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { OperatorDeps } from '../telling/audience.ts';
import { type TellDeps, tellOperators } from '../telling/tell-people.ts';
import { stopSubject } from '../telling/tell-stopped.ts';

/** Closes the breaker in an operator's name. Graph's next answer decides whether the cause is gone. */
export async function resumeWork(deps: WorkDeps, who: Who): Promise<boolean> {
  const now = deps.clock.now();
  const closed = await inTransaction(deps.db, async (trx) => {
    const { openSince, reason } = await readBreaker(trx);
    if (!(await closeBreaker(trx, now))) return false;
    if (openSince !== null && reason !== null) {
      await endNotices(trx, { subjectId: stopSubject(openSince), topic: reason.code }, now);
    }
    await record(trx, { actor: who.personId, what: 'breaker closed' }, now);
    for (const requestId of await requestsUnderWay(trx)) {
      await redraw(trx, { kind: 'request', id: requestId }, now);
    }
    await deps.queue.send(trx, 'wake', {});
    return true;
  });
  if (closed) deps.log.info('breaker closed', { personId: who.personId });
  return closed;
}

/** Asks the operators, in a requester's name, to resume. */
export async function askResume(
  deps: TellDeps & OperatorDeps,
  who: Who,
  requestId: number,
): Promise<void> {
  const values = { name: who.name, number: `#${requestId}` };
  const reason = { code: 'resume asked', values } as const;
  await tellOperators(deps, who.tenantId, { reason, requestId, subjectId: requestId });
}
