import { confirm, drop } from '../journeys/steps.ts';
import { fileOf } from './partners.ts';
import type { Scene } from './scene.ts';

/** Alex drops the file into the chat and confirms the review. Returns the time of Confirm by this process's clock. */
export async function sendRequest(
  scene: Pick<Scene, 'teams'>,
  addresses: readonly string[],
  { project = 'crowd', until }: { project?: string; until?: string } = {},
): Promise<number> {
  const content = fileOf(addresses, until);
  const review = await drop(scene, 'alex', { content, text: `to ${project}` });
  const confirmedAt = Date.now();
  await confirm(review);
  return confirmedAt;
}

/** Waits until a bot logs that the request is done. Returns that time. */
export async function untilDone({ bots }: Pick<Scene, 'bots'>, timeoutMs: number): Promise<number> {
  await Promise.any(
    bots.map((bot) => bot.logged(({ event }) => event === 'request done', timeoutMs)),
  );
  return Date.now();
}
