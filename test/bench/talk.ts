import { setTimeout as pause } from 'node:timers/promises';
import { anything } from '../journeys/steps.ts';
import type { Scene } from './scene.ts';

/** Isaiah types help once a second. Resolves with the milliseconds from each message to his next answer. */
export async function talk(
  { teams }: Pick<Scene, 'teams'>,
  isOver: () => boolean,
): Promise<number[]> {
  await teams.installPersonal('isaiah');
  const count = () =>
    teams.messages('isaiah').filter((one) => one.from === 'bot' && anything(one)).length;
  const pauses: number[] = [];
  let waiting: number[] = [];
  let answered = count();
  let next = performance.now();
  while (!isOver() || waiting.length > 0) {
    const now = performance.now();
    if (!isOver() && now >= next) {
      waiting.push(now);
      next = now + 1_000;
      void teams.say('isaiah', 'help').catch(() => undefined);
    }
    if (count() > answered) {
      answered = count();
      pauses.push(...waiting.map((since) => performance.now() - since));
      waiting = [];
    }
    if (isOver() && waiting.some((since) => now - since > 60_000)) {
      pauses.push(...waiting.map((since) => now - since));
      waiting = [];
    }
    await pause(20);
  }
  return pauses;
}
