import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerConnector, type Limits } from './connector.ts';
import { refusals } from './connector-answers.ts';
import { type Answer, jsonOf, type Request, sendAnswer } from './http.ts';
import { textAt } from './json.ts';
import type { OneShots } from './one-shots.ts';
import type { World } from './world.ts';

/** Serves the connector with its problems: latency, the faults that a test asked for, lost answers. */
export async function serveConnector(
  world: World,
  way: { limits: Limits; shots: OneShots; shown: (messageId: string) => void },
  request: Request,
  res: ServerResponse,
): Promise<void> {
  const log = (answer: Answer | undefined) => {
    world.wire.push({
      at: world.now().toISOString(),
      to: 'teams',
      method: request.method,
      path: request.path,
      status: answer?.status ?? 0,
      body: jsonOf(request),
      answer: answer?.body,
    });
    world.changed();
  };
  if (world.knobs.latencyMs > 0) await sleep(world.knobs.latencyMs);
  const how = way.shots.take(request.method, request.path) ?? chance(world);
  if (how === 'held') {
    const opened = way.shots.gate();
    world.changed();
    await opened;
  }
  if (how === 'lost before') {
    res.destroy();
    log(undefined);
    return;
  }
  const answer =
    typeof how === 'object' ? refusals.oneShot(how) : answerConnector(world, way.limits, request);
  if (how === 'lost after') {
    res.destroy();
    log(undefined);
    return;
  }
  sendAnswer(res, answer);
  log(answer);
  const id = textAt(answer.body, 'activityId') ?? textAt(answer.body, 'id');
  if (answer.status < 300 && request.method !== 'GET' && id) way.shown(id);
}

function chance(world: World): 'lost before' | 'lost after' | undefined {
  const { lostBefore, lostAfter } = world.knobs;
  if (lostBefore === 0 && lostAfter === 0) return undefined;
  const drawn = Math.random();
  if (drawn < lostBefore) return 'lost before';
  return drawn < lostBefore + lostAfter ? 'lost after' : undefined;
}
