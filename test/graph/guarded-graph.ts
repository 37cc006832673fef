import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { TestContext } from 'node:test';
import tls from 'node:tls';
import { graphError } from './fake-graph.ts';

const read = (name: string) =>
  readFileSync(new URL(`../data/self-signed/${name}`, import.meta.url));

export type GuardedGraph = {
  url: string;
  /** The tokens that it saw, in order. */
  seen: string[];
};

/**
 * A Graph behind TLS, which this process trusts until the test ends: the bot sends its token nowhere else. It refuses
 * tokens as Graph does, and answers the rest with this.
 */
export async function guardedGraph(
  t: TestContext,
  takes: (token: string) => boolean,
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<GuardedGraph> {
  const seen: string[] = [];
  const server = createServer({ key: read('key.pem'), cert: read('cert.pem') }, (req, res) => {
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    seen.push(token);
    res.setHeader('content-type', 'application/json');
    if (takes(token)) return void answer(req, res);
    res.statusCode = 401;
    res.end(JSON.stringify(expired));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, read('cert.pem').toString()]);
  t.after(() => {
    tls.setDefaultCACertificates(trusted);
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, seen };
}

const expired = graphError(
  'InvalidAuthenticationToken',
  'Lifetime validation failed, the token is expired.',
);
