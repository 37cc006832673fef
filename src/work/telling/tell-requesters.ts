import { lineOf } from '../../guests/times/news-times.ts';
import { inTransaction } from '../../store/database.ts';
import { insertNews, type NewNews } from '../../store/telling/news.ts';
import { type DueLine, markLines, takeDueLines } from '../../store/telling/requester-lines.ts';
import type { WorkDeps } from '../runtime/deps.ts';

const atOnce = 1000;

/**
 * The requester hears in the personal chat who has accepted, where the alert itself went to a channel: each at once,
 * all of a day together, or nothing, as they chose or as the size of the request suggests.
 */
export async function tellLines(deps: Pick<WorkDeps, 'db' | 'clock'>): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const lines = Map.groupBy(await takeDueLines(trx, atOnce), ({ setting, partners }) =>
      lineOf(setting, partners),
    );
    const each = lines.get('each') ?? [];
    for (const line of each) await insertNews(trx, newsOf(line), now);
    await markLines(trx, idsOf(lines.get('daily') ?? []), 'daily');
    await markLines(trx, idsOf([...each, ...(lines.get('never') ?? [])]), 'told');
  });
}

const idsOf = (lines: readonly DueLine[]) => lines.map(({ alertId }) => alertId);

function newsOf({ alertId, requestId, tenantId, requesterId, ...line }: DueLine): NewNews {
  const { name, project, offeredName } = line;
  const renamed = offeredName === null ? {} : { renamed: 'yes', other: offeredName };
  const values = { name, project, number: String(requestId), ...renamed };
  return {
    tenantId,
    personId: requesterId,
    requestId,
    about: 'acceptance',
    reason: { code: 'partner accepted', values },
    topic: 'partner accepted',
    subjectId: alertId,
  };
}
