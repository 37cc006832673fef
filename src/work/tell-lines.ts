import { type DueLine, markLinesTold, takeDueLines } from '../store/alert-lines.ts';
import { type Db, inTransaction } from '../store/database.ts';
import type { WorkDeps } from './deps.ts';
import { tellRequester } from './tell-requester.ts';

/** A request of so many is small: each of its partners is told of. */
const few = 5;
const dayMs = 24 * 3600_000;

/**
 * The requester hears in the personal chat who has accepted, where the alert itself went to a channel: of a small
 * request each at once, of a large one together once a day.
 */
export async function tellLines(deps: Pick<WorkDeps, 'db' | 'clock'>): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const limits = { few, before: new Date(now.getTime() - dayMs) };
    const byRequest = Map.groupBy(await takeDueLines(trx, limits), ({ id }) => id);
    for (const lines of byRequest.values()) {
      await tell(trx, lines, now);
      await markLinesTold(
        trx,
        lines.map(({ alertId }) => alertId),
      );
    }
  });
}

async function tell(trx: Db, lines: readonly DueLine[], now: Date): Promise<void> {
  const [first] = lines;
  if (first === undefined) return;
  if (first.partners > few) {
    const values = { number: String(first.id), count: lines.length, name: first.name };
    const reason = { code: 'partners accepted', values } as const;
    const topic = `partners accepted ${first.alertId}`;
    return await tellRequester(trx, first, { reason, subjectId: first.id, topic }, now);
  }
  for (const line of lines) {
    const values = { name: line.name, project: line.project, number: String(line.id) };
    const reason = { code: 'partner accepted', values } as const;
    const news = { reason, subjectId: line.alertId, topic: 'partner accepted' };
    await tellRequester(trx, line, news, now);
  }
}
