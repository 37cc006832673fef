import { findProject } from '../../src/guests/project/project-file.ts';
import { pendingPartners } from '../../src/store/guests/partners-in-sight.ts';
import { readProject } from '../../src/store/projects.ts';
import { mostPending, pendingCard } from '../cards/pending-card.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/** `pending`, `pending <project>`: lists who has not accepted, as far as this person may see them. */
export async function pending(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  seen: VisiblePartners,
): Promise<void> {
  const wanted = unquoted(rest);
  const project = wanted === '' ? undefined : findProject(seen.projects, wanted);
  const isUnknown = wanted !== '' && project === undefined;
  const which = { projectKey: project?.key, limit: mostPending };
  const partners = isUnknown ? [] : await pendingPartners(deps.db, seen.sight, which);
  // An empty list would tell everybody which projects there are.
  if (isUnknown || (project !== undefined && partners.length === 0 && !seen.knows(project))) {
    const values = { project: wanted, nearest: '' };
    if (!isUnknown) turn.noteRefusal(turn.asks, 'project unknown');
    return await sayNotice(turn, { notice: 'project unknown', values });
  }
  const names = new Map<string, string>();
  for (const key of new Set(partners.map(({ projectKey }) => projectKey))) {
    names.set(key, (await readProject(deps.db, key))?.name ?? key);
  }
  const lines = partners.map(({ projectKey, inAll: _, ...partner }) => ({
    ...partner,
    project: names.get(projectKey) ?? projectKey,
  }));
  await turn.say(
    pendingCard(
      { partners: lines, count: partners[0]?.inAll ?? 0, timeZone: turn.timeZone },
      turn.language,
    ),
  );
}
