import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '../../src/config-addresses.ts';

/** Longer than any body that Teams or Graph sends. */
export const maxBodyBytes = 256 * 1024;

/** Graph's validation handshake comes as text/plain, without a body that matters. */
const webhooks = ['/api/notifications', '/api/lifecycle'];

/**
 * Headers that programs and browsers send when they speak to a server themselves
 * (https://www.iana.org/assignments/http-fields). A proxy in between adds a header of its own, and no list has them
 * all.
 */
const plain = [
  /^accept(-(charset|datetime|encoding|language|version))?$|^access-control-request-/,
  /^(authorization|cookie|from|user-agent|referer|origin|date|dnt|priority|prefer|purpose)$/,
  /^(host|expect|connection|keep-alive|te|trailer|transfer-encoding|upgrade(-insecure-requests)?)$/,
  /^content-(type|length|encoding|language|location|disposition|md5)$|^(cache-control|pragma|range)$/,
  /^if-(match|none-match|modified-since|unmodified-since|range)$|^sec-(fetch|ch|gpc|purpose|websocket)/,
  // Libraries and tools of developers: traces, Postman, Microsoft's Playground.
  /^(traceparent|tracestate|baggage|request-id|correlation-context|x-requested-with|postman-token)$/,
  /^x-ms-(agents-playground|client-request-id|conversation-id)$/,
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
  return isLoopbackHost(hostname) && Object.keys(headers).every(isPlain);
}

const isPlain = (name: string) => plain.some((kind) => kind.test(name));

function isAcceptedType(req: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return true;
  const path = req.url?.split('?')[0] ?? '';
  return webhooks.includes(path) && (type === 'text/plain' || type === undefined);
}
