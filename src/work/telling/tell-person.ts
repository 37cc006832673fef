import { wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { Announcer, Notice } from './announcer.ts';

/** Tells one person one thing, once. Where the bot cannot reach them, only the log knows. */
export async function tellPerson(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & { announcer: Pick<Announcer, 'reachPerson'> },
  to: { tenantId: string; personId: string; subjectId?: number },
  notice: Notice,
): Promise<void> {
  const placeId = await deps.announcer.reachPerson(to.tenantId, to.personId, undefined);
  if (placeId === undefined) {
    deps.log.warn('person not reached', { personId: to.personId, code: notice.reason.code });
    return;
  }
  const subjectId = to.subjectId ?? notice.requestId ?? 0;
  const card = {
    kind: 'notice',
    subjectId,
    topic: notice.reason.code,
    placeId,
    detail: notice,
  } as const;
  await wantCard(deps.db, card, deps.clock.now());
}
