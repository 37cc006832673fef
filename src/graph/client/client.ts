import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphError,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type { GraphTime } from './graph-time.ts';
import { type KeptTokens, Unsent } from './kept-tokens.ts';
import type { Heard } from './sort-answer.ts';

/** The only client of Graph. It retries nothing: the caller decides. */
export type GraphClient = {
  /** Graph's address with its version, without a slash at the end. */
  readonly root: string;
  send(call: GraphCall): Promise<Heard>;
  /** The same for reads, which may share a call with other reads. */
  read?(call: GraphCall): Promise<Heard>;
};

export type GraphCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version, already encoded; see `graphPath`. */
  path: string;
  /** Values as they are; the client encodes them. */
  query?: Readonly<Record<string, string>>;
  body?: object;
  headers?: Readonly<Record<string, string>>;
};

export type GraphClientOptions = {
  graphUrl: string;
  /** Absent only for a Graph on this machine: the practice tenant asks for none. */
  tokens?: KeptTokens | undefined;
  /** Work that people wait for goes before bulk: https://learn.microsoft.com/graph/throttling */
  priority: 'high' | 'low';
  newRequestId: () => string;
  timeoutMs?: number;
  /** Hears what time it is by Graph's clock. */
  time?: Pick<GraphTime, 'heard'>;
};

/** Makes a client that signs in, times out and never retries. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const graphUrl = options.graphUrl.replace(/\/+$/, '');
  const timeoutMs = options.timeoutMs ?? 30_000;
  const client = Client.initWithMiddleware({
    baseUrl: graphUrl,
    defaultVersion: 'v1.0',
    // The bearer token goes to these hosts alone, and only over https.
    customHosts: new Set([new URL(graphUrl).hostname]),
    // No RetryHandler and no RedirectHandler: the first would post an invitation up to four times.
    middleware: options.tokens
      ? [
          new AuthenticationHandler({ getAccessToken: options.tokens.get }),
          watchTokens(options.tokens),
          wire,
        ]
      : [wire],
  });
  return {
    root: `${graphUrl}/v1.0`,
    async send(call) {
      const request = client
        .api(call.path + queryText(call.query))
        .headers({
          Accept: 'application/json',
          'client-request-id': options.newRequestId(),
          'x-ms-throttle-priority': options.priority,
          ...call.headers,
        })
        .options({ signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' })
        // Reads the raw body: the library's own errors lose code and headers when an answer is not JSON.
        .responseType(ResponseType.RAW);
      try {
        const response: unknown = await dispatch(request, call);
        if (!(response instanceof Response)) return { kind: 'no answer' };
        options.time?.heard(response.headers.get('date'));
        return await heardFrom(response);
      } catch (error) {
        return { kind: failureOf(error) };
      }
    },
  };
}

type Request = ReturnType<Client['api']>;

function dispatch(request: Request, call: GraphCall): Promise<unknown> {
  switch (call.method) {
    case 'GET':
      return request.get();
    case 'DELETE':
      return request.delete();
    case 'POST':
      return request.post(call.body);
    case 'PATCH':
      return request.patch(call.body);
  }
}

async function heardFrom(response: Response): Promise<Heard> {
  const text = await response.text();
  return {
    kind: 'answered',
    status: response.status,
    headers: response.headers,
    body: parseJson(text),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryText(query: GraphCall['query']): string {
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Graph refused a token that the bot had kept. */
class TokenLapsed extends Error {
  override readonly name = 'TokenLapsed';
}

/** The Graph client wraps what its middleware throws and keeps only the name, as `code`. */
function failureOf(error: unknown): Exclude<Heard['kind'], 'answered'> {
  switch (error instanceof GraphError ? error.code : undefined) {
    case 'Unsent':
      return 'not sent';
    case 'TokenLapsed':
      return 'token lapsed';
    case 'NoToken':
      return 'no credentials';
    default:
      return 'no answer';
  }
}

/** Tells the keeper of the tokens how each token fared. It stands before `wire`, so the call has its token here. */
function watchTokens(tokens: KeptTokens): Middleware {
  let next: Middleware = wire;
  return {
    setNext(middleware) {
      next = middleware;
    },
    async execute(context: Context) {
      await next.execute(context);
      const { response, options } = context;
      const token = new Headers(options?.headers).get('authorization')?.replace(/^Bearer /, '');
      if (response === undefined || token === undefined) return;
      if (response.ok) tokens.taken(token);
      if (response.status !== 401 || tokens.refused(token) === 'new') return;
      await response.body?.cancel();
      throw new TokenLapsed('Graph refused a token that the bot had kept');
    },
  };
}

const wire: Middleware = {
  async execute(context: Context) {
    try {
      context.response = await fetch(context.request, context.options);
    } catch (error) {
      if (neverConnected(error)) throw new Unsent('No connection to Graph', { cause: error });
      throw error;
    }
  },
};

function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(
    code,
  );
}
