import type { ClickHandler } from '../clicks/click.ts';
import { retry as retryClick } from '../clicks/request-clicks.ts';
import { resume as resumeClick } from '../clicks/resume-click.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from './read-command.ts';

/** `retry #1042`: what failed for a passing reason is taken up; the request's card shows it. */
export const retry = (deps: BotDeps, turn: Turn, rest: string) =>
  goOn(deps, turn, rest, retryClick);

/** `resume #1042`: an operator lets everything go on, the requester asks for it. */
export const resume = (deps: BotDeps, turn: Turn, rest: string) =>
  goOn(deps, turn, rest, resumeClick);

/** The same as the button on the card. */
async function goOn(deps: BotDeps, turn: Turn, rest: string, click: ClickHandler): Promise<void> {
  const requestId = readRequestNumber(rest);
  if (requestId === undefined) return await sayNotice(turn, { notice: 'not found' });
  const answer = await click(deps, turn, { requestId });
  if (answer.kind === 'notice') return await sayNotice(turn, answer.notice);
  await turn.say(answer.card);
}
