import * as v from 'valibot';
import type { GraphCall, GraphClient } from './client.ts';
import type { Heard } from './sort-answer.ts';

/** https://learn.microsoft.com/graph/json-batching */
const callsPerBatch = 20;
/** While so many batches are under way, further reads wait and share the next batch. */
const usualBatchesAtOnce = 4;

type Asked = { call: GraphCall; answer: (heard: Heard) => void };

const batchBody = v.object({
  responses: v.array(
    v.object({
      id: v.string(),
      status: v.number(),
      headers: v.optional(v.record(v.string(), v.string()), {}),
      body: v.optional(v.unknown()),
    }),
  ),
});

/**
 * Makes a client that puts simultaneous reads into one call. Each read counts against Graph's limits and has its own
 * answer. If Graph throttles one, only that one waits.
 */
export function batchReads(client: GraphClient, batchesAtOnce = usualBatchesAtOnce): GraphClient {
  const waiting: Asked[] = [];
  let underWay = 0;

  function sendOff(): void {
    while (waiting.length > 0 && underWay < batchesAtOnce) {
      const asked = waiting.splice(0, callsPerBatch);
      underWay += 1;
      void carryOut(client, asked).finally(() => {
        underWay -= 1;
        sendOff();
      });
    }
  }

  return {
    root: client.root,
    send: (call) => client.send(call),
    read(call) {
      const { promise, resolve } = Promise.withResolvers<Heard>();
      waiting.push({ call, answer: resolve });
      // Reads of the same turn share this batch.
      if (waiting.length === 1) queueMicrotask(sendOff);
      return promise;
    },
  };
}

async function carryOut(client: GraphClient, asked: readonly Asked[]): Promise<void> {
  const [first] = asked;
  if (asked.length === 1 && first !== undefined) {
    first.answer(await client.send(first.call));
    return;
  }
  const requests = asked.map(({ call }, index) => innerCall(call, String(index)));
  const heard = await client.send({ method: 'POST', path: '/$batch', body: { requests } });
  const answers =
    heard.kind === 'answered' && heard.status === 200 ? innerAnswers(heard.body) : undefined;
  for (const [index, { call, answer }] of asked.entries()) {
    // Each read of a failed batch fails in the same way. A read missing in the batch's answer has no answer.
    const own =
      answers === undefined
        ? unanswered(heard)
        : (answers.get(String(index)) ?? ({ kind: 'no answer' } as const));
    // A token may lapse while the batch is on its way. Alone, the read tells whether a new token helps.
    if (own.kind === 'answered' && own.status === 401 && answers !== undefined)
      void client.send(call).then(answer);
    else answer(own);
  }
}

const unanswered = (heard: Heard): Heard =>
  heard.kind === 'answered' && heard.status === 200 ? { kind: 'no answer' } : heard;

function innerCall(call: GraphCall, id: string): object {
  const { method, path, query, body, headers } = call;
  const text = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return {
    id,
    method,
    url: text.length === 0 ? path : `${path}?${text.join('&')}`,
    ...(body === undefined ? {} : { body }),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
  };
}

function innerAnswers(body: unknown): Map<string, Heard> | undefined {
  const parsed = v.safeParse(batchBody, body);
  if (!parsed.success) return undefined;
  return new Map(
    parsed.output.responses.map(({ id, status, headers, body: answer }) => [
      id,
      { kind: 'answered', status, headers: new Headers(headers), body: answer },
    ]),
  );
}
