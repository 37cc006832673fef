import * as v from 'valibot';
import type { GraphCall, GraphClient } from './client.ts';
import { GraphRefused, GraphUnavailable } from './graph-faults.ts';
import { readRefusal } from './read-permission.ts';
import { type Heard, sortRead } from './sort-answer.ts';

const defaultRetrySeconds = 10;
/** After no answer the caller may repeat a read soon: it has no effect. */
const noAnswerSeconds = 3;

/** The outcome of a read. Any other answer throws. */
export type Readable<T> =
  | { kind: 'read'; value: T }
  /** Nothing is there. */
  | { kind: 'missing' }
  /** The bot lacks the permission for this call. */
  | { kind: 'not readable' }
  /** The link or the token in it has lapsed. */
  | { kind: 'start over' };

/** Reads what the bot can do without: a missing permission is an answer. */
export async function tryRead<S extends v.GenericSchema>(
  client: GraphClient,
  call: Omit<GraphCall, 'method'> & { method?: 'GET' | 'POST' },
  schema: S,
): Promise<Readable<v.InferOutput<S>>> {
  const read = client.read ?? client.send;
  return readHeard(await read({ method: 'GET', ...call }), schema);
}

/** Reads what the bot cannot do without: a missing permission throws. Undefined: not there. */
export async function readGraph<S extends v.GenericSchema>(
  client: GraphClient,
  call: Omit<GraphCall, 'method'> & { method?: 'GET' | 'POST' },
  schema: S,
): Promise<v.InferOutput<S> | undefined> {
  return needed(await tryRead(client, call, schema), call.path);
}

/** The value of a read at this path. Undefined: not there. Throws GraphRefused, which names a missing permission. */
export function needed<T>(answer: Readable<T>, path: string): T | undefined {
  switch (answer.kind) {
    case 'read':
      return answer.value;
    case 'not readable':
      throw new GraphRefused(readRefusal(path), 403);
    case 'missing':
    case 'start over':
      return undefined;
  }
}

/** Sorts an answer as a read. Also for changes to subscriptions, whose repetition does no harm. */
export function readHeard<S extends v.GenericSchema>(
  heard: Heard,
  schema: S,
): Readable<v.InferOutput<S>> {
  const answer = sortRead(heard);
  switch (answer.kind) {
    case 'unavailable':
      throw answer.seconds === undefined
        ? new GraphUnavailable(noAnswerSeconds)
        : new GraphUnavailable(answer.seconds, { stated: true });
    case 'stop':
      throw new GraphRefused(answer.reason);
    case 'odd':
      throw new GraphRefused({ code: 'access refused' }, answer.status);
    case 'read': {
      const parsed = v.safeParse(schema, answer.body);
      // The answer is incomplete, or comes from something between the bot and Graph.
      if (!parsed.success) throw new GraphUnavailable(defaultRetrySeconds);
      return { kind: 'read', value: parsed.output };
    }
    default:
      return answer;
  }
}
