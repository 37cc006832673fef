import type { ServerResponse } from 'node:http';
import { malformed, notAuthorised, type Reply } from './request-and-reply.ts';

/** Writes a reply. restify's own `send` would let the caller's Accept header choose the format. */
export function writeReply(res: ServerResponse, reply: Reply, correlationId: string): void {
  if (res.headersSent || res.destroyed) return;
  res.statusCode = reply.status;
  res.setHeader('X-Correlation-Id', correlationId);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'no-store');
  if ('error' in reply && reply.retryAfterSeconds !== undefined) {
    res.setHeader('Retry-After', reply.retryAfterSeconds);
  }
  const { type, content } = contentOf(reply, correlationId);
  if (content !== '') {
    res.setHeader('Content-Type', `${type}; charset=utf-8`);
    res.setHeader('Content-Length', Buffer.byteLength(content));
  }
  res.end(content);
}

function contentOf(reply: Reply, correlationId: string): { type: string; content: string } {
  if ('text' in reply) return { type: 'text/plain', content: reply.text };
  const body = 'error' in reply ? errorBody(reply.error, correlationId) : reply.body;
  return { type: 'application/json', content: body === undefined ? '' : JSON.stringify(body) };
}

const constant: readonly string[] = [notAuthorised, malformed];

function errorBody(error: string, correlationId: string): object {
  return constant.includes(error) ? { error } : { error, correlationId };
}
