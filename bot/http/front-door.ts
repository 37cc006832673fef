import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../../src/log.ts';
import { type Doorman, peerOf } from './doorman.ts';
import type { Escapes } from './escaped-errors.ts';
import { maxBodyBytes } from './guard.ts';
import { openResponses } from './open-responses.ts';
import { drain } from './read-body.ts';
import { busy, malformed, noBodyHere, type Refused } from './request-and-reply.ts';
import { createSeats, kindOf } from './request-seats.ts';
import { targetOf } from './request-target.ts';
import { faultStatus, strangersAway, turnAway } from './turn-away.ts';
import { writeReply } from './write-reply.ts';

type Deps = {
  escapes: Pick<Escapes, 'contain'>;
  log: Pick<Log, 'warn'>;
} & Pick<Doorman, 'knock'>;
type Entered = { correlationId: string; leave: () => void };
type Listener = (req: IncomingMessage, res: ServerResponse) => void;

/**
 * More requests on one connection, without waiting for answers, would fill the memory. Proxies and Teams wait for each
 * answer.
 */
const mostOnOneLine = 8;

/**
 * Stands on the bare server, before the listeners that it has now. It hands them well-formed requests only, from
 * callers whom the door of their address lets in, and catches what escapes each. It answers malformed requests with the
 * same body every time, and closes their connection. It answers strangers too, and reads no more of what they send.
 */
export function standInFront(server: Server, { escapes, log, knock }: Deps): void {
  const behind = takeListeners(server);
  // Else Node would answer a request without a host itself, in another way.
  Object.assign(server, { requireHostHeader: false });
  const open = openResponses();
  /** Requests whose door has not answered yet. */
  const outside = new WeakSet<IncomingMessage>();
  const seats = createSeats();
  const sendAway = strangersAway();
  const away = turnsAway(open, log);
  // The reader of the body tells the caller to go on with it, and not before the bot knows that somebody will read it.
  for (const event of ['request', 'checkContinue'] as const) server.on(event, enter);
  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => {
    open.add(req.socket, res);
    refuse(req, res, { reply: { status: 417, error: malformed }, correlationId: randomUUID() });
  });
  turnAwayNoise(server, away);

  function enter(req: IncomingMessage, res: ServerResponse): void {
    // It stood on the line behind one that closed it.
    if (req.socket.destroyed) return;
    const correlationId = randomUUID();
    const target = targetOf(req);
    if (open.add(req.socket, res) > mostOnOneLine) return void req.socket.destroy();
    const leave = seats.enter(kindOf(req, target), {
      peer: peerOf(req),
      isUnfinished: () => !req.complete || outside.has(req),
      // Its body does not come, or not in time.
      cut: () => away(req.socket, 408, correlationId),
    });
    if (leave === undefined) return void refuse(req, res, { reply: busy, correlationId });
    open.whenOver(res, leave);
    if (target === undefined) {
      refuse(req, res, { reply: { status: 400, error: malformed }, correlationId });
    } else {
      req.url = target;
      escapes.contain({ correlationId, end: () => endNow(res, correlationId) }, () =>
        pass(req, res, { correlationId, leave }),
      );
    }
  }

  function pass(req: IncomingMessage, res: ServerResponse, entered: Entered): void {
    const { correlationId } = entered;
    const asked = knock(req, correlationId);
    if (asked === undefined) {
      // The router would read the body to its end on any path. So a path that only the router knows is no way in.
      if (hasBody(req)) shut(req, res, { reply: noBodyHere, ...entered });
      else letIn(req, res);
    } else {
      outside.add(req);
      void asked.then((reply) => {
        outside.delete(req);
        // Nothing would end the reading of a body whose caller is gone already.
        if (req.socket.destroyed) return;
        if (reply === undefined) letIn(req, res);
        else shut(req, res, { reply, ...entered });
      });
    }
  }

  function letIn(req: IncomingMessage, res: ServerResponse): void {
    for (const listener of behind) listener(req, res);
  }

  /** Strangers take up no room. If a caller waits for other answers on the same line, this answer comes after them. */
  function shut(
    req: IncomingMessage,
    res: ServerResponse,
    { reply, correlationId, leave }: Entered & { reply: Refused },
  ): void {
    if (open.of(req.socket).length > 1) {
      drain(req, maxBodyBytes);
      close(res, reply, correlationId);
    } else sendAway(req, reply, correlationId);
    leave();
  }

  function refuse(
    req: IncomingMessage,
    res: ServerResponse,
    { reply, correlationId }: { reply: Refused; correlationId: string },
  ): void {
    drain(req, maxBodyBytes);
    close(res, reply, correlationId);
    log.warn('request refused', { status: reply.status, correlationId });
  }
}

type TurnAway = (socket: Duplex, status: number, correlationId?: string) => void;

/** Turns callers away, and says so in the log where they have not hung up. */
const turnsAway =
  (open: ReturnType<typeof openResponses>, log: Deps['log']): TurnAway =>
  (socket, status, correlationId) => {
    if (socket.writable) log.warn('request refused', { status, correlationId });
    turnAway(socket, status, open.of(socket));
  };

/** Answers bytes that are no request. This server speaks only HTTP. */
function turnAwayNoise(server: Server, away: TurnAway): void {
  server.on('upgrade', (_req: IncomingMessage, socket: Duplex) => void socket.destroy());
  server.on('connect', (_req: IncomingMessage, socket: Duplex) => away(socket, 400));
  server.on('clientError', (error: Error, socket: Duplex) => away(socket, faultStatus(error)));
}

const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Takes the earlier listeners off the server, and returns them. */
function takeListeners(server: Server): Listener[] {
  const listeners = server.listeners('request');
  for (const event of ['request', 'checkContinue', 'upgrade']) server.removeAllListeners(event);
  return listeners.map((listener) => (req, res) => {
    Reflect.apply(listener, server, [req, res]);
  });
}

function close(res: ServerResponse, reply: Refused, id: string): void {
  if (res.headersSent) res.destroy();
  else {
    res.setHeader('Connection', 'close');
    writeReply(res, reply, id);
  }
}

const endNow = (res: ServerResponse, correlationId: string) =>
  close(res, { status: 500, error: 'internal error' }, correlationId);
