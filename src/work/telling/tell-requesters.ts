import { lineOf } from '../../guests/times/news-times.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { type DueLine, markLines, takeDueLines } from '../../store/telling/requester-lines.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { tellOfRequest } from './tell-people.ts';

const atOnce = 1000;

/**
 * Tells requesters in the personal chat who has accepted, where the alert itself went to a channel: each acceptance at
 * once, a day's together, or none, as they chose or as the size of the request suggests.
 */
export async function tellRequesters(deps: Pick<WorkDeps, 'db' | 'clock'>): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const lines = Map.groupBy(await takeDueLines(trx, atOnce), ({ setting, partners }) =>
      lineOf(setting, partners),
    );
    const each = lines.get('each') ?? [];
    for (const line of each) await tellLine(trx, line, now);
    await markLines(trx, idsOf(lines.get('daily') ?? []), 'daily');
    await markLines(trx, idsOf([...each, ...(lines.get('never') ?? [])]), 'told');
  });
}

const idsOf = (lines: readonly DueLine[]) => lines.map(({ alertId }) => alertId);

async function tellLine(trx: Db, line: DueLine, now: Date): Promise<void> {
  const { alertId, requestId, tenantId, requesterId, name, project, offeredName } = line;
  const renamed = offeredName === null ? {} : { renamed: 'yes', other: offeredName };
  const values = { name, project, number: String(requestId), ...renamed };
  const to = { tenantId, requestId, about: 'acceptance', people: [requesterId] } as const;
  const reason = { code: 'partner accepted', values } as const;
  await tellOfRequest(trx, to, { reason, subjectId: alertId }, now);
}
