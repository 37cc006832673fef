import type { NoticeView } from '../cards/notice-card.ts';
import { faultNotice } from '../turns/begin-turn.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { FilesBusy } from './file-queue.ts';
import { FileTooLong, mostFileMegabytes } from './written-file.ts';

/**
 * Makes a file in the background, once the queue of files reaches it: a long file takes longer than Teams waits for an
 * answer. Says what went wrong.
 */
export function inBackground(
  deps: Pick<BotDeps, 'files' | 'background' | 'log'>,
  turn: Turn,
  make: () => Promise<void>,
): void {
  const made = deps.files
    .take(make, () => sayNotice(turn, { notice: 'file waits' }))
    .catch((error: unknown) => sayNotice(turn, noticeOf(deps, turn, error)));
  deps.background(made);
}

function noticeOf(deps: Pick<BotDeps, 'log'>, turn: Turn, error: unknown): NoticeView {
  if (error instanceof FilesBusy) return { notice: 'files busy' };
  if (error instanceof FileTooLong)
    return { notice: 'file too long', values: { most: mostFileMegabytes } };
  return faultNotice(deps, turn, error);
}
