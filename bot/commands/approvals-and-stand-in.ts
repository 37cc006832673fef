import { dayOf } from '../../src/guests/ending/calendar.ts';
import { readStandInLine } from '../../src/guests/typed/stand-in-line.ts';
import type { Decider } from '../../src/store/approvals/waiting-approvals.ts';
import { dropStandIn } from '../../src/work/approval/name-stand-in.ts';
import { drawWaiting } from '../lists/draw-approval-lists.ts';
import type { Deciding } from '../rights/decider-rights.ts';
import { answerStandIn } from '../stand-ins/answer-stand-in.ts';
import { shownStandIns } from '../stand-ins/stand-in-notices.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** `approvals`: lists what waits for this person's decision. */
export async function showApprovals(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  decider: Decider,
): Promise<void> {
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  await turn.say(await drawWaiting(deps.db, decider, { from: 1 }, viewer));
}

/** `stand-in <person> until <date>`: who decides for this person. Alone it shows that, `stand-in off` ends it. */
export async function standIn(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  deciding: Deciding,
): Promise<void> {
  const today = dayOf(deps.clock.now(), turn.timeZone);
  const dayFirst = turn.language === 'en' ? undefined : true;
  const line = readStandInLine(rest, { today, dayFirst });
  switch (line.kind) {
    case 'show':
      return await sayNotice(turn, await shownStandIns(deps, turn, deciding));
    case 'end': {
      const ended = await dropStandIn(deps, turn.who);
      deps.wake();
      return await sayNotice(
        turn,
        ended ? { notice: 'stand-in over' } : await shownStandIns(deps, turn, deciding),
      );
    }
    case 'name': {
      const wish = { meant: { text: line.who }, until: line.until };
      const answer = await answerStandIn(deps, turn, wish, deciding);
      return 'card' in answer ? await turn.say(answer.card) : await sayNotice(turn, answer);
    }
  }
}
