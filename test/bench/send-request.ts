import { confirm, drop } from '../journeys/steps.ts';
import { fileOf } from './partners.ts';
import type { Scene } from './scene.ts';

/** Alex drops the file into the chat and confirms what the review shows. Returns when that was, by this clock. */
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

/** When the request was done, as the first of the bots says. */
export async function untilDone({ bots }: Pick<Scene, 'bots'>, timeoutMs: number): Promise<number> {
  await Promise.any(
    bots.map((bot) => bot.logged(({ event }) => event === 'request done', timeoutMs)),
  );
  return Date.now();
}
