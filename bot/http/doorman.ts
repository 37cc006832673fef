import type { IncomingMessage } from 'node:http';
import type { Door, Refused, Route } from './request-and-reply.ts';

export type Admitted = { route: Route; correlationId: string };

export type Doorman = {
  /** Undefined: this request is for somebody else, or it is let in. */
  knock(req: IncomingMessage, correlationId: string): Promise<Refused | undefined> | undefined;
  /** The seat of a request that the doorman let in. */
  admitted(req: IncomingMessage): Admitted | undefined;
};

/** Asks the doors of these paths before the router sees a POST: strangers cost less, and reach less. */
export function doorman(doors: Readonly<Record<string, { door: Door }>>): Doorman {
  const inside = new WeakMap<IncomingMessage, Admitted>();
  const at = new Map(Object.entries(doors));

  async function ask(
    door: Door,
    req: IncomingMessage,
    correlationId: string,
  ): Promise<Refused | undefined> {
    const came = await door({ headers: req.headers, peer: peerOf(req), correlationId });
    if (typeof came !== 'function') return came;
    inside.set(req, { route: came, correlationId });
    return undefined;
  }

  return {
    knock(req, correlationId) {
      const here = req.method === 'POST' ? at.get(req.url?.split('?', 1)[0] ?? '') : undefined;
      // If the door fails, the handler asks again, and says what is wrong.
      return here && ask(here.door, req, correlationId).catch(() => undefined);
    },
    admitted: (req) => inside.get(req),
  };
}

/** The address at the other end of the line. */
export const peerOf = ({ socket }: Pick<IncomingMessage, 'socket'>): string =>
  socket.remoteAddress ?? '';
