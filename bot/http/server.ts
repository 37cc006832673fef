import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import restify, { type Request, type Response } from 'restify';
import type { Log } from '../../src/log.ts';
import { about, aboutPaths, liveness, readiness } from './about-pages.ts';
import type { Escapes } from './escaped-errors.ts';
import { type Admitted, doorman, standInFront } from './front-door.ts';
import { maxBodyBytes, refusalOf } from './guard.ts';
import { type InFlight, inFlight } from './in-flight.ts';
import { BodyRefused, drain, readJson } from './read-body.ts';
import { busy, type Door, type Reply, type Route } from './request-and-reply.ts';
import { writeReply } from './write-reply.ts';

export type HttpServer = {
  /** Resolves with the port, which matters where port 0 was asked for. */
  listen(): Promise<number>;
  /** Lets requests under way finish, but not for ever. */
  close(): Promise<void>;
};

export type Routes = {
  messages: Door;
  notifications: Route;
  lifecycle: Route;
  ready: () => Promise<boolean>;
  /** False when only a new process may help. */
  alive: () => boolean;
};

type Deps = {
  listen: { host: string; port: number };
  loopback: boolean;
  log: Pick<Log, 'warn' | 'error'>;
  escapes: Pick<Escapes, 'contain'>;
  routes: Routes;
};

/** Cuts off callers who send a byte now and then to keep the connection busy. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxRequestsPerSocket: 1_000,
};
/** Strangers may fill the room for notifications, whose senders nobody knows before the body; never that for messages. */
const bodyRoom = {
  messages: { inAll: 128 * maxBodyBytes, ofOne: 96 * maxBodyBytes },
  webhooks: { inAll: 32 * maxBodyBytes, ofOne: 24 * maxBodyBytes },
};
const patienceAtCloseMs = 10_000;

/** The bot's HTTP side: guard in front, routes behind, constant answers for all that fails. */
export function createHttp(deps: Deps): HttpServer {
  const { routes } = deps;
  const server = restify.createServer({ name: 'guestlist' });
  Object.assign(server, { log: pino({ level: 'silent' }) });
  Object.assign(server.server, timeouts);
  const atMessages = doorman(routes.messages, { method: 'POST', path: '/api/messages' });
  standInFront(server.server, { ...deps, knock: atMessages.knock });
  guard(server, deps);
  constantErrors(server, deps.log);
  const webhooks = { room: inFlight(bodyRoom.webhooks), log: deps.log };
  const messages = {
    room: inFlight(bodyRoom.messages),
    log: deps.log,
    admitted: atMessages.admitted,
  };
  server.post('/api/messages', handler(routes.messages, messages));
  server.post(
    '/api/notifications',
    handler(async () => routes.notifications, webhooks),
  );
  server.post(
    '/api/lifecycle',
    handler(async () => routes.lifecycle, webhooks),
  );
  for (const path of aboutPaths) server.get(path, bodiless(about(path), deps.log));
  for (const [path, route] of [
    ['/healthz', liveness(routes.alive)],
    ['/readyz', readiness(routes.ready)],
  ] as const) {
    server.get(path, bodiless(route, deps.log));
    server.head(path, bodiless(route, deps.log));
  }
  return { listen: () => listenOn(server, deps.listen), close: () => closeGently(server) };
}

function guard(server: restify.Server, { loopback, log }: Deps): void {
  server.pre((req, res, next) => {
    const refusal = refusalOf(req, { loopback });
    if (refusal === undefined) return next();
    const correlationId = randomUUID();
    drain(req);
    writeReply(res, refusal, correlationId);
    log.warn('request refused', { status: refusal.status, correlationId });
    return next(false);
  });
}

const words: Readonly<Record<number, string>> = { 404: 'not found', 405: 'method not allowed' };

/** Gives constant answers where restify itself would answer (404, 405) and where a handler throws. */
function constantErrors(server: restify.Server, log: Deps['log']): void {
  // Calling back would let restify write its own answer, which repeats the error's message.
  server.on('restifyError', (_req: Request, res: Response, error: { statusCode?: number }) => {
    const status = error.statusCode ?? 500;
    const correlationId = randomUUID();
    writeReply(res, { status, error: words[status] ?? 'internal error' }, correlationId);
    if (status >= 500) log.error('request failed', { error, correlationId });
  });
}

type Handling = {
  room: InFlight;
  log: Deps['log'];
  /** Whom the doorman has let in before the router saw the request. */
  admitted?: (req: Request) => Admitted | undefined;
};

function handler(door: Door, { room, log, admitted }: Handling) {
  return async (req: Request, res: Response): Promise<void> => {
    const known = admitted?.(req);
    const correlationId = known?.correlationId ?? randomUUID();
    const open = known === undefined ? door : async () => known.route;
    const reply = await enter(open, { req, res, correlationId, room }).catch((error: unknown) =>
      replyTo(error, { log, correlationId }),
    );
    writeReply(res, reply, correlationId);
  };
}

/** Routes without a body. The server does not read one that comes all the same. */
function bodiless(route: Route, log: Deps['log']) {
  return async (req: Request, res: Response): Promise<void> => {
    const correlationId = randomUUID();
    drain(req, maxBodyBytes);
    const query = new URLSearchParams(req.getQuery());
    const reply = await route({
      headers: req.headers,
      query,
      body: undefined,
      correlationId,
    }).catch((error: unknown) => replyTo(error, { log, correlationId }));
    writeReply(res, reply, correlationId);
  };
}

type Entering = { req: Request; res: Response; correlationId: string; room: InFlight };

/** The door first, then room for the body, then the body. */
async function enter(door: Door, { req, res, correlationId, room }: Entering): Promise<Reply> {
  const { headers } = req;
  const admitted = await door({ headers, correlationId });
  const size = Number(headers['content-length'] ?? maxBodyBytes);
  const leave =
    typeof admitted === 'function' ? room.enter(req.socket.remoteAddress ?? '', size) : undefined;
  if (typeof admitted !== 'function' || leave === undefined) {
    drain(req, maxBodyBytes);
    return typeof admitted === 'function' ? busy : admitted;
  }
  try {
    if (headers.expect !== undefined) res.writeContinue();
    const query = new URLSearchParams(req.getQuery());
    return await admitted({ headers, query, body: await readJson(req), correlationId });
  } finally {
    leave();
  }
}

function replyTo(
  error: unknown,
  { log, correlationId }: { log: Deps['log']; correlationId: string },
) {
  if (error instanceof BodyRefused) return { status: error.status, error: error.error };
  log.error('request failed', { error, correlationId });
  return { status: 500, error: 'internal error' };
}

function listenOn(server: restify.Server, { host, port }: Deps['listen']): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve(server.address().port);
    });
  });
}

function closeGently(server: restify.Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.server.closeAllConnections(), patienceAtCloseMs);
    server.server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.server.closeIdleConnections();
  });
}
