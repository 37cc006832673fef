import { inTransaction } from '../../store/database.ts';
import { type RemovalsToTell, removalsToTell } from '../../store/endings/due-ends.ts';
import { markEndsTold } from '../../store/endings/untold-ends.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, operatorsOf } from '../telling/audience.ts';
import { tellOfRequest } from '../telling/tell-people.ts';

type Deps = Pick<WorkDeps, 'db' | 'clock'> & OperatorDeps;

/** Tells the operators which planned removals did not work: nobody asked for them, so nobody has their card. */
export async function tellRefusedRemovals(deps: Deps): Promise<void> {
  for (const each of await removalsToTell(deps.db)) {
    const people = each.failed > 0 ? await operatorsOf(deps) : [];
    await inTransaction(deps.db, (trx) => tell(trx, { ...each, people }, deps.clock.now()));
  }
}

async function tell(
  trx: WorkDeps['db'],
  { requestId, tenantId, failed: count, people }: RemovalsToTell & { people: readonly string[] },
  now: Date,
): Promise<void> {
  if (!(await markEndsTold(trx, requestId))) return;
  const reason = {
    code: 'removals refused',
    values: { number: String(requestId), count },
  } as const;
  const topic = `removals refused ${now.toISOString()}`;
  const to = { tenantId, requestId, about: 'ending', people } as const;
  await tellOfRequest(trx, to, { reason, topic, subjectId: requestId }, now);
}
