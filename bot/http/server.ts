import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import restify, { type Request, type Response } from 'restify';
import type { Log } from '../../src/log.ts';
import { about, aboutPaths, liveness, readiness } from './about-pages.ts';
import { cannotListen } from './cannot-listen.ts';
import { type Admitted, doorman, peerOf } from './doorman.ts';
import { type Entrance, entrances } from './entrances.ts';
import type { Escapes } from './escaped-errors.ts';
import { standInFront } from './front-door.ts';
import { maxBodyBytes, refusalOf } from './guard.ts';
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
  /** In milliseconds; never goes back. */
  moment: () => number;
};

/** Cuts off callers who send a byte now and then to keep the connection busy. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxRequestsPerSocket: 1_000,
};
const patienceAtCloseMs = 10_000;
/**
 * Callers who come at once wait in the kernel's queue. Where Node's usual 511 are full the kernel forgets the others,
 * who come again after one second, then after two more. The kernel lowers this to its own limit.
 */
const mostWaiting = 4096;

/** The bot's HTTP side: guard in front, routes behind, constant answers for all that fails. */
export function createHttp(deps: Deps): HttpServer {
  const { routes } = deps;
  const server = restify.createServer({ name: 'guestlist' });
  Object.assign(server, { log: pino({ level: 'silent' }) });
  Object.assign(server.server, timeouts);
  const open = entrances(deps);
  const { knock, admitted } = doorman(open);
  standInFront(server.server, { ...deps, knock });
  guard(server, deps);
  constantErrors(server, deps.log);
  for (const [path, entrance] of Object.entries(open)) {
    server.post(path, handler(entrance, { admitted, log: deps.log }));
  }
  for (const [path, route] of [
    ...aboutPaths.map((path) => [path, about(path)] as const),
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
  log: Deps['log'];
  /** The requests that the doorman let in before the router saw them. */
  admitted: (req: Request) => Admitted | undefined;
};

function handler(entrance: Entrance, { log, admitted }: Handling) {
  return async (req: Request, res: Response): Promise<void> => {
    const known = admitted(req);
    const correlationId = known?.correlationId ?? randomUUID();
    const door = known === undefined ? entrance.door : async () => known.route;
    const came = { req, res, correlationId };
    const reply = await enter({ ...entrance, door }, came).catch((error: unknown) =>
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

type Came = { req: Request; res: Response; correlationId: string };

/** The door first, then room for the body, then the body. */
async function enter(
  { door, room, mostBytes }: Entrance,
  { req, res, correlationId }: Came,
): Promise<Reply> {
  const { headers } = req;
  const peer = peerOf(req);
  const admitted = await door({ headers, peer, correlationId });
  const size = Number(headers['content-length'] ?? mostBytes);
  const leave = typeof admitted === 'function' ? room.enter(peer, size) : undefined;
  if (typeof admitted !== 'function' || leave === undefined) {
    drain(req, maxBodyBytes);
    return typeof admitted === 'function' ? busy : admitted;
  }
  try {
    if (headers.expect !== undefined) res.writeContinue();
    const query = new URLSearchParams(req.getQuery());
    const body = await readJson(req, mostBytes);
    return await admitted({ headers, query, body, correlationId });
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

function listenOn(server: restify.Server, at: Deps['listen']): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(cannotListen(error, 'PORT', at));
    // restify hands errors on to its own listeners, and throws where there are none.
    server.once('error', fail);
    server.listen(at.port, at.host, mostWaiting, () => {
      server.off('error', fail);
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
