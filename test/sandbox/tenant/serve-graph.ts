import { randomUUID } from 'node:crypto';
import { answerGraph, errorReply } from './answer-graph.ts';
import { faultFor, type Trouble } from './faults.ts';
import type { Reply } from './graph-call.ts';
import { GraphRefusal, parseCall, shownPath } from './graph-call.ts';
import type { StatusFault, World } from './world.ts';
import { exactNow, happened, pause } from './world.ts';

export type Incoming = {
  method: string;
  /** Path and query as on the wire. */
  target: string;
  headers: Record<string, string>;
  text: string;
};

/** Serves one call from the wire, with its faults. Without any answer it returns 'lost' or 'reset'. */
export async function serveGraph(
  world: World,
  incoming: Incoming,
): Promise<Reply | 'lost' | 'reset'> {
  const { method, headers } = incoming;
  const body = readBody(incoming);
  const target = incoming.target.replace(/^\/v1\.0/, '');
  const call = parseCall(method, target, {
    headers,
    body: body === 'unreadable' ? undefined : body,
  });
  await pause(world, world.knobs.latencyMs);
  const trouble = faultFor(world, call);
  if (trouble?.how === 'held before') await hold(world, trouble);
  const fate = fateBefore(trouble);
  if (fate !== undefined) {
    record(world, { call, status: typeof fate === 'object' ? fate.status : 0 });
    return fate;
  }
  if (body === 'unreadable') {
    const refusal = new GraphRefusal(400, 'BadRequest', 'Unable to read JSON request payload.');
    record(world, { call, status: 400 });
    return errorReply(world, refusal, { 'request-id': randomUUID() });
  }
  const reply = await answerGraph(world, call);
  if (trouble?.how === 'held after') await hold(world, trouble);
  return fateAfter(trouble, reply) ?? reply;
}

/** The answer to a call that never has its effect. */
function fateBefore(trouble: Trouble | undefined): Reply | 'lost' | 'reset' | undefined {
  const how = trouble?.how;
  if (how === 'lost before') return 'lost';
  if (how === 'reset before') return 'reset';
  return typeof how === 'object' && how.after !== true ? replyOf(how) : undefined;
}

/** The caller's answer when a fault replaces the real one, after the effect. */
function fateAfter(trouble: Trouble | undefined, reply: Reply) {
  if (trouble === undefined) return undefined;
  if (trouble.how === 'reset after') return 'reset';
  if (typeof trouble.how === 'object') return replyOf(trouble.how);
  return losesAnswer(trouble, reply) ? 'lost' : undefined;
}

const replyOf = ({ after: _, ...reply }: StatusFault): Reply => reply;

async function hold(world: World, trouble: Trouble | undefined): Promise<void> {
  world.held += 1;
  happened(world);
  await trouble?.gate;
  world.held -= 1;
}

/** Loses answers at random after an effect. A refusal has no effect. */
const losesAnswer = ({ how, ordered }: Trouble, { status }: Reply): boolean =>
  how === 'lost after' && (ordered || status < 400);

/** Graph reads a body only when the content type is JSON. */
function readBody({ text, headers }: Incoming): unknown {
  if (text === '') return undefined;
  if (headers['content-type'] === 'application/zip') return { zip: text };
  if (!headers['content-type']?.startsWith('application/json')) return 'unreadable';
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return 'unreadable';
  }
}

function record(
  world: World,
  { call, status }: { call: ReturnType<typeof parseCall>; status: number },
): void {
  world.requests.push({
    at: exactNow(world),
    method: call.method,
    path: shownPath(call),
    body: call.body,
    status,
    requestId: randomUUID(),
    inBatch: false,
  });
  happened(world);
}
