import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '../../src/config-addresses.ts';

/** Longer than any body that Teams or Graph sends. */
export const maxBodyBytes = 256 * 1024;

/** Graph's validation handshake comes as text/plain, without a body that matters. */
const webhooks = ['/api/notifications', '/api/lifecycle'];

/** Headers with which proxies, tunnels and clouds name the caller, or say that they stand in between. */
const forwarding = [
  /forward|^via$|^proxy-|^max-forwards$|^cdn-loop$|^host-/,
  /(real|client|connecting|remote|source|user)-?(ip|addr|port|host)/,
  /^x-(original|rewrite|host|remote|proxy|client|cluster|cache|scheme|country|geo)/,
  /^x-(azure|arr|fd|envoy|amzn?|appengine|cloud|google|gfe|vercel|nf|ngrok|varnish|sucuri|akamai)-/,
  /^(cf|fly|fastly|akamai|client|incap|ali|true)-/,
];

type Refusal = { status: number; error: string };

/**
 * Says why the bot refuses a request before it parses anything. restify itself dies of a bad gzip body, writes the
 * files of a multipart body to disk and knows no limit.
 */
export function refusalOf(
  req: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  { loopback }: { loopback: boolean },
): Refusal | undefined {
  if (loopback && !isFromThisMachine(req.headers)) {
    return { status: 403, error: 'not from this machine' };
  }
  const encoding = req.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return { status: 415, error: 'content encoding not supported' };
  }
  if (req.method === 'POST' && !isAcceptedType(req)) {
    return { status: 415, error: 'content type not supported' };
  }
  if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes) return tooLarge;
  return undefined;
}

export const tooLarge: Refusal = { status: 413, error: 'body too large' };

function isFromThisMachine(headers: IncomingMessage['headers']): boolean {
  const hostname = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return isLoopbackHost(hostname) && !Object.keys(headers).some(isForwarding);
}

const isForwarding = (name: string) => forwarding.some((kind) => kind.test(name));

function isAcceptedType(req: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return true;
  const path = req.url?.split('?')[0] ?? '';
  return webhooks.includes(path) && (type === 'text/plain' || type === undefined);
}
