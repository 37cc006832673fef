import * as v from 'valibot';
import { allowedAddress } from '../http/allowed-address.ts';
import type { Reference } from './conversation-reference.ts';
import { type HttpAnswer, type HttpCall, httpRequest } from './http-request.ts';

export type ConnectorDeps = {
  loopback: boolean;
  serviceUrlHosts: readonly string[];
  /** The bot's token for the channel; undefined on one machine. `refused`: the next one is to be new. */
  tokens: {
    get: () => Promise<string | undefined>;
    refused: (token: string) => void;
  };
  /** Milliseconds until Teams' limits allow another message there; 0 when it was counted. */
  room: (conversationId: string) => Promise<number>;
  /** Stores that Teams asks to wait: no replica sends anything to that conversation before. */
  hold: (conversationId: string, seconds: number) => Promise<void>;
};

/** The outcome of one call to Teams. */
export type Sent<T> =
  | ({ kind: 'sent' } & T)
  /** Teams asked to wait, or did not answer. With `lost` nobody knows whether the message arrived. */
  | { kind: 'later'; seconds?: number; lost: boolean }
  /** The bot can reach nobody there any more. */
  | { kind: 'dead' }
  /** Teams will never take this message. */
  | { kind: 'refused'; status: number };

const timeoutMs = 15_000;

type ConnectorAnswer =
  | { kind: 'answered'; body: unknown }
  | Exclude<Sent<object>, { kind: 'sent' }>;
type Call = {
  method: string;
  path: string;
  body?: object;
  /** The conversation against whose limits the call counts. Messages do, reads do not. */
  counts?: string;
};

/** Makes one request to the connector, within the limits and only to allowed hosts. */
export const callConnector =
  (deps: ConnectorDeps) =>
  async (to: Reference, call: Call): Promise<ConnectorAnswer> => {
    const url = addressOf(deps, to, call.path);
    if (url === undefined) return { kind: 'dead' };
    // Waits for the token first, so that the call follows its permit at once.
    const token = await deps.tokens.get();
    const request = requestFor(call, token);
    const waitMs = call.counts === undefined ? 0 : await deps.room(call.counts);
    if (waitMs > 0) return { kind: 'later', seconds: waitMs / 1000, lost: false };
    const answer = await httpRequest(url, request).catch(() => undefined);
    if (answer === undefined) return { kind: 'later', lost: true };
    await heed(deps, answer, { token, counts: call.counts });
    return sort(answer);
  };

/** Takes from an answer what counts for the next calls: a refused token, and that Teams asks to wait. */
async function heed(
  { tokens, hold }: ConnectorDeps,
  answer: HttpAnswer,
  { token, counts }: { token: string | undefined; counts: string | undefined },
): Promise<void> {
  if (answer.status === 401 && token !== undefined) tokens.refused(token);
  if (counts !== undefined && asksToWait(answer))
    await hold(counts, answer.seconds ?? unstatedSeconds);
}

/** The address for a call. Undefined where the token must not go there, or where the path lacks an id. */
function addressOf(
  { serviceUrlHosts: hosts, loopback }: ConnectorDeps,
  { serviceUrl }: Reference,
  path: string,
): URL | undefined {
  // The token goes to no other host, even if one was stored.
  const base = allowedAddress(serviceUrl, { hosts, loopback });
  // Without its id, or with dots for one, a path leads to something else than was meant.
  const isWhole = path.split('/').every((part) => !/^\.{0,2}$/.test(part));
  return base && isWhole ? new URL(path, base.href.replace(/\/*$/, '/')) : undefined;
}

function requestFor({ method, body }: Call, token: string | undefined): HttpCall {
  return {
    method,
    timeoutMs,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  };
}

/** Teams does not always say how long. */
const unstatedSeconds = 1;

const asksToWait = ({ status, seconds }: HttpAnswer) =>
  status === 429 || (seconds !== undefined && (status === 412 || status >= 500));

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability "Status codes" */
function sort({ status, seconds: stated, text }: HttpAnswer): ConnectorAnswer {
  if (status >= 200 && status < 300) return { kind: 'answered', body: parsed(text) };
  const seconds = stated === undefined ? {} : { seconds: stated };
  if (status === 429 || status === 412) return { kind: 'later', ...seconds, lost: false };
  if (status >= 500) return { kind: 'later', ...seconds, lost: true };
  // Something between us and Teams answers.
  if (status < 400) return { kind: 'later', lost: true };
  // The kept token lapsed, or our own credentials are wrong. The place is still good, once somebody mends them.
  if (status === 401) return { kind: 'later', ...seconds, lost: false };
  if (status === 403 || status === 404) return { kind: 'dead' };
  return { kind: 'refused', status };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads an answer. One of another shape leaves open what the call did. */
export function read<S extends v.GenericSchema, T extends object>(
  heard: ConnectorAnswer,
  schema: S,
  value: (body: v.InferOutput<S>) => T,
): Sent<T> {
  if (heard.kind !== 'answered') return heard;
  const body = v.safeParse(schema, heard.body ?? {});
  return body.success ? { kind: 'sent', ...value(body.output) } : { kind: 'later', lost: true };
}
