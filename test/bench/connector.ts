import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export type Connector = {
  /** The service URL in activities. */
  serviceUrl: string;
  /** Resolves with the time at which the next message for this conversation got its answer. */
  reply(conversationId: string): Promise<number>;
  /** Delays all further answers by this many milliseconds. */
  answerAfter(ms: number): void;
  close(): Promise<void>;
};

const patienceMs = 20_000;

/**
 * Starts the part of the Bot Framework's connector that a reply needs. It has no limits, because the bench does not
 * measure Teams'.
 */
export async function startConnector(): Promise<Connector> {
  const waiting = new Map<string, (at: number) => void>();
  let count = 0;
  let latencyMs = 0;
  const server = createServer((req, res) => {
    req.resume();
    req.once('end', async () => {
      if (latencyMs > 0) await pause(latencyMs);
      const at = performance.now();
      count += 1;
      res.writeHead(201, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ id: `m${count}` }));
      const conversation = /\/v3\/conversations\/([^/]+)\/activities/.exec(req.url ?? '')?.[1];
      if (req.method === 'POST') waiting.get(decodeURIComponent(conversation ?? ''))?.(at);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    answerAfter(ms) {
      latencyMs = ms;
    },
    async reply(conversationId) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      waiting.set(conversationId, resolve);
      const timer = setTimeout(
        () => reject(new Error(`No reply in ${conversationId}`)),
        patienceMs,
      );
      return await promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(conversationId);
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
