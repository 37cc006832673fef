import type { IncomingHttpHeaders } from 'node:http';

/** A request as the routes see it: whole, parsed, with nothing of the HTTP server in it. */
export type Incoming = {
  headers: IncomingHttpHeaders;
  query: URLSearchParams;
  /** The parsed JSON body; undefined where there was none. */
  body: unknown;
  /** Stands in the log and in the answer, so that people can match the two. */
  correlationId: string;
};

/**
 * `error` becomes the body. The correlation id stands beside it, except for the two errors whose body is always the
 * same.
 */
export type Refused = { status: number; error: string; retryAfterSeconds?: number };

/** The bot writes `body` as JSON and `text` as it is. */
export type Reply = { status: number; body?: unknown } | { status: 200; text: string } | Refused;

export type Route = (incoming: Incoming) => Promise<Reply>;

/** The part of a request that the bot knows before its body. `peer`: the address at the other end of the line. */
export type Knock = Pick<Incoming, 'headers' | 'correlationId'> & { peer: string };

/** Looks at what comes before the body. A refusal: then nobody reads the body. */
export type Door = (knock: Knock) => Promise<Refused | Route>;

/**
 * The one answer to a caller whom the bot does not let in. It does not say what was wrong, and its body is the same to
 * the byte every time: the correlation id goes in a header.
 */
export const notAuthorised = 'not authorised';

/** The answer to a request that is not well-formed: the same every time, like the one above. */
export const malformed = 'malformed request';

/** The answer to a body for an address that takes none. */
export const noBodyHere: Refused = { status: 400, error: 'no body is taken here' };

/** The answer while the bot has no room for one more. */
export const busy: Refused = { status: 503, error: 'busy', retryAfterSeconds: 1 };
