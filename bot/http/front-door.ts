import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../../src/log.ts';
import type { Escapes } from './escaped-errors.ts';
import { maxBodyBytes } from './guard.ts';
import { inFlight } from './in-flight.ts';
import { drain } from './read-body.ts';
import { busy, malformed, type Reply } from './request-and-reply.ts';
import { targetOf } from './request-target.ts';
import { writeReply } from './write-reply.ts';

type Deps = { escapes: Pick<Escapes, 'contain'>; log: Pick<Log, 'warn'> };
type Listener = (req: IncomingMessage, res: ServerResponse) => void;

const mostRequests = { inAll: 1_000, ofOne: 600 };
/**
 * More requests on one connection, without waiting for answers, would fill the memory. Proxies and Teams wait for each
 * answer.
 */
const mostOnOneLine = 8;

/**
 * Stands on the bare server, before the listeners that it has now. It hands them well-formed requests only, and catches
 * what escapes each. It answers everything else with 400 and the same body every time, and closes the connection.
 */
export function standInFront(server: Server, { escapes, log }: Deps): void {
  const behind = takeListeners(server);
  const open = openResponses();
  const room = inFlight(mostRequests);
  // The reader of the body tells the caller to go on with it, and not before the bot knows that somebody will read it.
  for (const event of ['request', 'checkContinue'] as const) server.on(event, enter);
  // Nobody here speaks anything but HTTP.
  server.on('upgrade', (_req: IncomingMessage, socket: Duplex) => void socket.destroy());
  server.on('connect', (_req: IncomingMessage, socket: Duplex) => turnAway(socket, 400));
  server.on('clientError', (error: Error, socket: Duplex) => {
    turnAway(socket, statusOf(error), open.of(socket));
  });

  function enter(req: IncomingMessage, res: ServerResponse): void {
    const correlationId = randomUUID();
    const leave = room.enter(req.socket.remoteAddress ?? '');
    open.add(req.socket, res);
    if (open.of(req.socket).length > mostOnOneLine) req.socket.destroy();
    if (leave === undefined) refuse(req, res, { reply: busy, correlationId });
    else {
      res.once('close', leave);
      escapes.contain({ correlationId, end: () => endNow(res, correlationId) }, () =>
        pass(req, res, correlationId),
      );
    }
  }

  function pass(req: IncomingMessage, res: ServerResponse, correlationId: string): void {
    const target = targetOf(req);
    if (target === undefined) {
      refuse(req, res, { reply: { status: 400, error: malformed }, correlationId });
      return;
    }
    req.url = target;
    for (const listener of behind) listener(req, res);
  }

  function refuse(
    req: IncomingMessage,
    res: ServerResponse,
    { reply, correlationId }: { reply: Reply; correlationId: string },
  ): void {
    drain(req, maxBodyBytes);
    close(res, reply, correlationId);
    log.warn('request refused', { status: reply.status, correlationId });
  }
}

/** Takes the earlier listeners off the server, and returns them. */
function takeListeners(server: Server): Listener[] {
  const listeners = server.listeners('request');
  for (const event of ['request', 'checkContinue', 'upgrade']) server.removeAllListeners(event);
  return listeners.map((listener) => (req, res) => {
    Reflect.apply(listener, server, [req, res]);
  });
}

/** The answers that a connection still waits for. */
function openResponses() {
  const open = new WeakMap<Duplex, Set<ServerResponse>>();
  return {
    of: (socket: Duplex): readonly ServerResponse[] => [...(open.get(socket) ?? [])],
    add(socket: Duplex, res: ServerResponse): void {
      const own = open.get(socket) ?? new Set();
      open.set(socket, own.add(res));
      res.once('close', () => void own.delete(res));
    },
  };
}

function close(res: ServerResponse, reply: Reply, id: string): void {
  if (res.headersSent) res.destroy();
  else {
    res.setHeader('Connection', 'close');
    writeReply(res, reply, id);
  }
}

const endNow = (res: ServerResponse, correlationId: string) =>
  close(res, { status: 500, error: 'internal error' }, correlationId);

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
};

function statusOf(error: Error): number {
  switch ('code' in error ? error.code : undefined) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}

/**
 * Answers what is no whole request. Writes past the response that is due, if one is: its handler must still find it
 * untouched. Where several responses are due, or one has begun, there is no room for another.
 */
function turnAway(socket: Duplex, status: number, due: readonly ServerResponse[] = []): void {
  const isFree = due.length < 2 && due.every((res) => !res.headersSent);
  if (socket.writable && isFree) writeBare(socket, status);
  else socket.destroy();
}

function writeBare(socket: Duplex, status: number): void {
  const body = JSON.stringify({ error: malformed });
  const head = [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
