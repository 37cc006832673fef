import { request } from 'node:http';
import type { World } from './world.ts';

/** The bot's answer over HTTP. Status 0: no answer came in time. */
export type Delivery = { status: number; body: unknown };

/** The real Teams waits 10 to 15 seconds, then shows the person an error. */
const patienceMs = 15_000;

/** Sends the bot an activity, once and `redeliver` times more. Returns the answer to the first delivery. */
export async function deliver(world: World, activity: unknown): Promise<Delivery> {
  const copies = Array.from({ length: 1 + world.knobs.redeliver }, () => once(world, activity));
  const [first] = await Promise.all(copies);
  return first ?? { status: 0, body: undefined };
}

/** Sends the bot an activity that it must answer with 2xx. Any other status is a fault. */
export async function deliverWell(world: World, activity: unknown, what: string) {
  const delivery = await deliver(world, activity);
  if (delivery.status < 200 || delivery.status > 299)
    world.fault(`the bot answered ${delivery.status} to ${what}`, delivery.body);
  return delivery;
}

async function once(world: World, activity: unknown): Promise<Delivery> {
  const answer = world.botUrl
    ? await post(world.botUrl, JSON.stringify(activity))
    : { status: 0, body: 'no bot is set' };
  world.wire.push({
    at: world.now().toISOString(),
    to: 'bot',
    method: 'POST',
    path: '/api/messages',
    status: answer.status,
    body: activity,
    answer: answer.body,
  });
  world.changed();
  return answer;
}

// Opens a new connection for each call: a kept one would break when a test kills the bot and starts it again.
function post(url: string, body: string): Promise<Delivery> {
  return new Promise((resolve) => {
    const giveUp = (error: Error) => resolve({ status: 0, body: error.message });
    const req = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        },
        signal: AbortSignal.timeout(patienceMs),
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('error', giveUp);
        res.on('end', () => {
          resolve({
            status: res.statusCode ?? 0,
            body: parsed(Buffer.concat(chunks).toString('utf8')),
          });
        });
      },
    );
    req.on('error', giveUp);
    req.end(body);
  });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
