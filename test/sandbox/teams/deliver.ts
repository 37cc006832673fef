import { request } from 'node:http';
import type { World } from './world.ts';

/** What the bot answered over HTTP. Status 0: nothing came back in time. */
export type Delivery = { status: number; body: unknown };

/** The real one gives up after 10 to 15 seconds and shows the person an error. */
const patienceMs = 15_000;

/** Hands the bot any activity, as often as the knob `redeliver` says; the first delivery's answer counts. */
export async function deliver(world: World, activity: unknown): Promise<Delivery> {
  const copies = Array.from({ length: 1 + world.knobs.redeliver }, () => once(world, activity));
  const [first] = await Promise.all(copies);
  return first ?? { status: 0, body: undefined };
}

/** Hands the bot an activity that it answers with a status alone. Any but 2xx is a fault of the bot's. */
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

// A connection of its own for every call: a kept one would break when the bot is killed and started again.
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
