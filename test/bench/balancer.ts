import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type Balancer = AsyncDisposable & { url: string };

/**
 * Sends each request to the next replica, or to another if that one does not listen. Answers 502 when a replica hangs
 * up.
 */
export async function balancer(urls: () => readonly string[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer(async (req, res) => {
    const body = await buffer(req).catch(() => undefined);
    if (body === undefined) return;
    const all = urls();
    turn += 1;
    pass({ req, res, body }, [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Exchange = { req: IncomingMessage; res: ServerResponse; body: Buffer };

function pass({ req, res, body }: Exchange, [first, ...others]: readonly string[]): void {
  const failed = (error?: NodeJS.ErrnoException) => {
    if (first !== undefined && error?.code === 'ECONNREFUSED') pass({ req, res, body }, others);
    else {
      res.statusCode = 502;
      res.end();
    }
  };
  if (first === undefined) {
    failed();
    return;
  }
  const { host: _, ...headers } = req.headers;
  const options = { method: req.method, headers, agent: false };
  const out = request(new URL(req.url ?? '/', first), options, (answer) => {
    res.statusCode = answer.statusCode ?? 502;
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) res.setHeader(name, value);
    }
    answer.pipe(res);
  });
  out.on('error', failed);
  out.end(body);
}
