import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import restify, { type Request, type Response } from 'restify';
import type { Log } from '../../src/log.ts';
import { about, aboutPaths } from './about.ts';
import { answer } from './answer.ts';
import type { Escapes } from './escapes.ts';
import type { Reply, Route } from './exchange.ts';
import { standInFront } from './front-door.ts';
import { refusalOf } from './guard.ts';
import { BodyRefused, drain, readJson } from './read-body.ts';

export type HttpServer = {
  /** Resolves with the port, which matters where port 0 was asked for. */
  listen(): Promise<number>;
  /** Lets requests under way finish, but not for ever. */
  close(): Promise<void>;
};

export type Routes = {
  messages: Route;
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

/** Against callers who send a byte now and then to keep the line busy. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};
const patienceAtCloseMs = 10_000;

/** The bot's HTTP side: guard in front, routes behind, constant answers for all that fails. */
export function createHttp(deps: Deps): HttpServer {
  const { routes } = deps;
  const server = restify.createServer({ name: 'guestlist' });
  Object.assign(server, { log: pino({ level: 'silent' }) });
  Object.assign(server.server, timeouts);
  standInFront(server.server, deps);
  guard(server, deps);
  constantErrors(server, deps.log);
  server.post('/api/messages', handler(routes.messages, deps.log));
  server.post('/api/notifications', handler(routes.notifications, deps.log));
  server.post('/api/lifecycle', handler(routes.lifecycle, deps.log));
  for (const path of aboutPaths) server.get(path, handler(about(path), deps.log));
  for (const [path, route] of [
    ['/healthz', liveness(routes.alive)],
    ['/readyz', readiness(routes.ready)],
  ] as const) {
    server.get(path, handler(route, deps.log));
    server.head(path, handler(route, deps.log));
  }
  return { listen: () => listenOn(server, deps.listen), close: () => closeGently(server) };
}

function guard(server: restify.Server, { loopback, log }: Deps): void {
  server.pre((req, res, next) => {
    const refusal = refusalOf(req, { loopback });
    if (refusal === undefined) return next();
    const correlationId = randomUUID();
    drain(req);
    answer(res, refusal, correlationId);
    log.warn('request refused', { status: refusal.status, correlationId });
    return next(false);
  });
}

const words: Readonly<Record<number, string>> = { 404: 'not found', 405: 'method not allowed' };

/** What restify itself answers (404, 405) and what escapes a handler. */
function constantErrors(server: restify.Server, log: Deps['log']): void {
  // Calling back would let restify write its own answer, which repeats the error's message.
  server.on('restifyError', (_req: Request, res: Response, error: { statusCode?: number }) => {
    const status = error.statusCode ?? 500;
    const correlationId = randomUUID();
    answer(res, { status, error: words[status] ?? 'internal error' }, correlationId);
    if (status >= 500) log.error('request failed', { error, correlationId });
  });
}

function handler(route: Route, log: Deps['log']) {
  return async (req: Request, res: Response): Promise<void> => {
    const correlationId = randomUUID();
    const query = new URLSearchParams(req.getQuery());
    const reply = await readJson(req)
      .then((body) => route({ headers: req.headers, query, body, correlationId }))
      .catch((error: unknown): Reply => {
        if (error instanceof BodyRefused) return { status: error.status, error: error.error };
        log.error('request failed', { error, correlationId });
        return { status: 500, error: 'internal error' };
      });
    answer(res, reply, correlationId);
  };
}

const liveness =
  (alive: () => boolean): Route =>
  async () =>
    alive() ? { status: 200, body: { status: 'alive' } } : { status: 503, error: 'stuck' };

const readiness =
  (ready: () => Promise<boolean>): Route =>
  async () =>
    (await ready().catch(() => false))
      ? { status: 200, body: { status: 'ready' } }
      : { status: 503, error: 'not ready' };

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
