import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * The answers that a connection still waits for. Node tells some answers nothing when their connection closes: those
 * behind another one, before a CONNECT or an upgrade.
 */
export function openResponses() {
  const open = new WeakMap<Duplex, Set<ServerResponse>>();
  const whenOver = new WeakMap<ServerResponse, () => void>();
  const end = (own: Set<ServerResponse>, res: ServerResponse) => {
    own.delete(res);
    whenOver.get(res)?.();
    whenOver.delete(res);
  };
  const start = (socket: Duplex) => {
    const own = new Set<ServerResponse>();
    open.set(socket, own);
    socket.once('close', () => {
      for (const res of own) end(own, res);
    });
    return own;
  };
  return {
    of: (socket: Duplex): readonly ServerResponse[] => [...(open.get(socket) ?? [])],
    /** Returns how many the connection waits for now. */
    add(socket: Duplex, res: ServerResponse): number {
      const own = open.get(socket) ?? start(socket);
      res.once('close', () => end(own, res));
      return own.add(res).size;
    },
    /** Calls it once, when the answer is sent or can no longer be. */
    whenOver: (res: ServerResponse, call: () => void): void => void whenOver.set(res, call),
  };
}
