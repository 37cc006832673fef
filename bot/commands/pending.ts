import { findProject } from '../../src/guests/project/project-file.ts';
import { drawPending } from '../lists/draw-pending.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/** `pending`, `pending <project>`: lists who has not accepted, as far as this person may see them. */
export async function pending(
  { db }: BotDeps,
  turn: Turn,
  rest: string,
  seen: VisiblePartners,
): Promise<void> {
  const wanted = unquoted(rest);
  const project = wanted === '' ? undefined : findProject(seen.projects, wanted);
  const isUnknown = wanted !== '' && project === undefined;
  const mayMailAll = project !== undefined && seen.mailsAll(project);
  const part = { projectKey: project?.key, from: 1, mayMailAll };
  const list = isUnknown ? undefined : await drawPending(db, seen.sight, part, turn);
  // An empty list would tell everybody which projects there are.
  const isHidden = project !== undefined && list?.count === 0 && !seen.knows(project);
  if (list === undefined || isHidden) {
    const values = { project: wanted, nearest: '' };
    if (!isUnknown) turn.noteRefusal(turn.asks, 'project unknown');
    return await sayNotice(turn, { notice: 'project unknown', values });
  }
  await turn.say(list.card);
}
