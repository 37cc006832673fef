import { gather } from '../src/store/gather.ts';
import { askLooks } from '../src/store/looks.ts';
import type { WorkDeps } from '../src/work/deps.ts';
import type { ChangeHint } from './http/notifications.ts';

type Deps = Pick<WorkDeps, 'db' | 'clock'> & {
  ownHints: (hints: readonly ChangeHint[]) => Promise<ChangeHint[]>;
  tenant: () => Promise<string | undefined>;
  /** Looks at once instead of at the next tick. */
  wake: () => void;
};

const gone = 'gone ';
const changed = 'changed ';

/**
 * Writes down which of our guests Graph says have changed, many in one statement when many come at once. Nothing is
 * believed: each is read from Graph later. Resolves when it is written.
 */
export function takeNotifications(deps: Deps): (hints: readonly ChangeHint[]) => Promise<void> {
  const writeDown = gather<string, string>({
    async call(news) {
      await ask(deps, news);
      return news;
    },
    nameOf: (each) => each,
    mayRepeat: () => true,
  });
  return async (hints) => {
    const news = (await deps.ownHints(hints)).flatMap(({ userId, changeType }) =>
      userId === undefined ? [] : `${changeType === 'deleted' ? gone : changed}${userId}`,
    );
    await Promise.all([...new Set(news)].map((each) => writeDown(each)));
  };
}

async function ask(deps: Deps, news: readonly string[]): Promise<void> {
  const tenantId = await deps.tenant();
  if (tenantId === undefined) return;
  const idsOf = (kind: string) =>
    news.flatMap((each) => (each.startsWith(kind) ? each.slice(kind.length) : []));
  // Of those who have accepted only the end is news: whatever else changes about them is none of ours.
  const known = [
    { tenantId, objectIds: idsOf(changed), states: ['pending'] },
    { tenantId, objectIds: idsOf(gone), states: ['pending', 'accepted'], why: 'gone' },
  ] as const;
  let asked = 0;
  for (const guests of known) {
    if (guests.objectIds.length === 0) continue;
    asked += await askLooks(deps.db, guests, deps.clock.now());
  }
  if (asked > 0) deps.wake();
}
