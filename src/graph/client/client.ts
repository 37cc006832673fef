import type { TokenCredential } from '@azure/identity';
import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphError,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type { GraphTime } from './graph-time.ts';
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
  credential?: TokenCredential | undefined;
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
    middleware: options.credential
      ? [
          new AuthenticationHandler(tokens(options.credential, `${graphUrl}/.default`, timeoutMs)),
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

/** The Graph client wraps what its middleware throws and keeps only the name, as `code`. */
class Unsent extends Error {
  override readonly name = 'Unsent';
}
class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

function failureOf(error: unknown): 'not sent' | 'no credentials' | 'no answer' {
  const name = error instanceof GraphError ? error.code : undefined;
  if (name === 'Unsent') return 'not sent';
  return name === 'TokenRefused' ? 'no credentials' : 'no answer';
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

function tokens(credential: TokenCredential, scope: string, timeoutMs: number) {
  return {
    async getAccessToken(): Promise<string> {
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const token = await credential.getToken(scope, { abortSignal }).catch((cause: unknown) => {
        throw isRefusal(cause)
          ? new TokenRefused('Entra gives us no token', { cause })
          : new Unsent('No token for the moment', { cause });
      });
      if (token === null) throw new TokenRefused('Entra gives us no token');
      return token.token;
    },
  };
}

/**
 * True when Entra refused, or no identity is set up. @azure/identity wraps network failures in the same errors, so
 * its words decide: secrets and certificates (AADSTS7…), unknown tenant, blocked sign-in.
 */
function isRefusal(error: unknown): boolean {
  const words = error instanceof Error ? error.message : '';
  return /AADSTS(7\d{5,}|90002|53003)|invalid_client|unauthorized_client|managed ?identity/i.test(
    words,
  );
}
