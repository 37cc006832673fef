import { connect } from 'node:net';
import type { TestContext } from 'node:test';
import { catchEscapes } from '../../bot/http/escaped-errors.ts';
import type { Door, Incoming, Route } from '../../bot/http/request-and-reply.ts';
import { createHttp, type Routes } from '../../bot/http/server.ts';

const echo: Route = async ({ body }) => ({ status: 200, body: { got: body ?? null } });

/** Starts the bot's HTTP side with routes that echo. `received` has the requests that reached them. */
export async function serve(
  t: TestContext,
  options: {
    routes?: Partial<Routes>;
    loopback?: boolean;
    moment?: () => number;
    port?: number;
  } = {},
) {
  const received: Incoming[] = [];
  const logged: { event: string; fields: unknown }[] = [];
  const log = (event: string, fields: unknown) => void logged.push({ event, fields });
  const door = options.routes?.messages ?? (async () => echo);
  const messages: Door = async (before) => {
    const admitted = await door(before);
    if (typeof admitted !== 'function') return admitted;
    return (incoming) => {
      received.push(incoming);
      return admitted(incoming);
    };
  };
  const escapes = catchEscapes({
    log: { error: log },
    onFatal: () => log('fatal', {}),
  });
  t.after(escapes.stop);
  const http = createHttp({
    listen: { host: '127.0.0.1', port: options.port ?? 0 },
    loopback: options.loopback ?? false,
    log: { warn: log, error: log },
    escapes,
    moment: options.moment ?? (() => performance.now()),
    routes: {
      notifications: echo,
      lifecycle: echo,
      ready: async () => true,
      alive: () => true,
      ...options.routes,
      messages,
    },
  });
  const port = await http.listen();
  t.after(() => http.close());
  const url = `http://127.0.0.1:${port}`;
  return { url, port, received, logged, escaped: escapes.count, http };
}

/** Writes bytes to the port. Resolves with all bytes of the answer when the line closes. */
export function rawRequest(port: number, ...parts: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    for (const part of parts) socket.write(part);
  });
}

/** Sends bytes. Resolves with the first bytes of the answer. A server that ends waits for lines that are still open. */
export function firstAnswer(port: number, bytes: string, open: DisposableStack): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    open.defer(() => socket.destroy());
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
    socket.write(bytes);
  });
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
