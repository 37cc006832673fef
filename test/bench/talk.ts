import { setTimeout as pause } from 'node:timers/promises';
import { anything } from '../journeys/steps.ts';
import type { Scene } from './scene.ts';

/** What somebody heard who went on asking. */
export type Talk = {
  /** Milliseconds from each message to the next answer that its sender got. */
  pauses: number[];
  /** The messages that the bot took, and never answered. */
  lost: number;
};

/** No answer comes after so long. */
const longestMs = 60_000;

/** Isaiah types help once a second. The bot owes one answer for each message that it took. */
export async function talk({ teams }: Pick<Scene, 'teams'>, isOver: () => boolean): Promise<Talk> {
  await teams.installPersonal('isaiah');
  const count = () =>
    teams.messages('isaiah').filter((one) => one.from === 'bot' && anything(one)).length;
  const atFirst = count();
  const pauses: number[] = [];
  let waiting: number[] = [];
  let taken = 0;
  let underWay = 0;
  async function ask(): Promise<void> {
    underWay += 1;
    const { status } = await teams.say('isaiah', 'help').catch(() => ({ status: 0 }));
    underWay -= 1;
    if (status >= 200 && status < 300) taken += 1;
  }
  let answered = atFirst;
  let [next, lastAsked] = [performance.now(), performance.now()];
  const owed = () => underWay > 0 || taken > count() - atFirst;
  while (!isOver() || (owed() && performance.now() - lastAsked < longestMs)) {
    const now = performance.now();
    if (!isOver() && now >= next) {
      waiting.push(now);
      [next, lastAsked] = [now + 1_000, now];
      void ask();
    }
    if (count() > answered) {
      answered = count();
      pauses.push(...waiting.map((since) => performance.now() - since));
      waiting = [];
    }
    await pause(20);
  }
  pauses.push(...waiting.map((since) => performance.now() - since));
  return { pauses, lost: Math.max(0, taken - (count() - atFirst)) };
}
