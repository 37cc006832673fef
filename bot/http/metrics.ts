import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Log } from '../../src/log.ts';
import type { Counts } from '../../src/store/state-counts.ts';
import { cannotListen } from './cannot-listen.ts';

type Deps = {
  listen: { host: string; port: number };
  /** The rows by state. Each scrape reads them. */
  counts: () => Promise<Counts>;
  /** How many errors have escaped their handlers on this replica since its start. */
  escaped: () => number;
  log: Pick<Log, 'warn'>;
};

/**
 * Prometheus metrics under an address of their own, so that the bot's public one never shows them. Labels hold states
 * only: no id, no name.
 */
export async function startMetrics(deps: Deps): Promise<{ port: number; close(): Promise<void> }> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const show = gauges(registry);
  countEscapes(registry, deps.escaped);
  const server = createServer(async (req, res) => {
    const { status, type, text } = await answer(req);
    res.statusCode = status;
    res.setHeader('Content-Type', type);
    res.end(text);
  });
  const plain = 'text/plain; charset=utf-8';

  async function answer(req: { method?: string | undefined; url?: string | undefined }) {
    const path = req.url?.split('?')[0];
    if (req.method !== 'GET' || path !== '/metrics') {
      return { status: 404, type: plain, text: 'not found\n' };
    }
    try {
      show(await deps.counts());
      return { status: 200, type: registry.contentType, text: await registry.metrics() };
    } catch (error) {
      deps.log.warn('metrics not read', { error });
      return { status: 503, type: plain, text: 'the database does not answer\n' };
    }
  }

  const port = await listen(server, deps.listen);
  return { port, close: () => close(server) };
}

function gauges(registry: Registry): (counts: Counts) => void {
  const registers = [registry];
  const states = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['state'], registers });
  const requests = states('guestlist_requests', 'Requests by state.');
  const invitations = states('guestlist_invitations', 'Invitations by state.');
  const steps = states('guestlist_steps', 'Steps of the ledger by state.');
  const breaker = new Gauge({
    name: 'guestlist_breaker_open',
    help: '1 while all inviting is stopped until somebody says resume.',
    registers,
  });
  const cards = new Gauge({
    name: 'guestlist_cards_due',
    help: 'Cards that do not yet show what they should.',
    registers,
  });
  return (counts) => {
    for (const [gauge, kinds] of [
      [requests, counts.requests],
      [invitations, counts.invitations],
      [steps, counts.steps],
    ] as const) {
      gauge.reset();
      for (const { state, count } of kinds) gauge.set({ state }, count);
    }
    breaker.set(counts.breakerOpen ? 1 : 0);
    cards.set(counts.cardsDue);
  };
}

function countEscapes(registry: Registry, escaped: () => number): void {
  new Counter({
    name: 'guestlist_http_escaped_total',
    help: 'Requests that ended in a fault which no handler caught.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(escaped());
    },
  });
}

function listen(server: Server, at: Deps['listen']): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(cannotListen(error, 'METRICS_PORT', at));
    server.once('error', fail);
    server.listen(at.port, at.host, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : at.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
