import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { closeBreaker, requestsAtWork } from '../../store/steps/breaker.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { Announcer } from './announcer.ts';
import { tellPerson } from './tell-person.ts';

/** An operator says that what stopped everything has been seen to. The next answer of Graph decides whether it has. */
export async function resumeWork(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
  who: Who,
): Promise<boolean> {
  const now = deps.clock.now();
  const closed = await inTransaction(deps.db, async (trx) => {
    if (!(await closeBreaker(trx, now))) return false;
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

export type AskResumeDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson'>;
  peopleIn: (groupId: string) => Promise<readonly string[]>;
  operatorsGroup: string | undefined;
};

/** A requester asks the operators to let it go on. */
export async function askResume(deps: AskResumeDeps, who: Who, requestId: number): Promise<void> {
  const { operatorsGroup } = deps;
  const operators = operatorsGroup === undefined ? [] : await deps.peopleIn(operatorsGroup);
  const values = { name: who.name, number: `#${requestId}` };
  for (const personId of operators) {
    const to = { tenantId: who.tenantId, personId };
    await tellPerson(deps, to, { reason: { code: 'resume asked', values }, requestId });
  }
}
