import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { stopReading } from './read-body.ts';
import { malformed, type Refused } from './request-and-reply.ts';

/** The status for a request that Node's parser refused. */
export function faultStatus(error: Error): number {
  switch ('code' in error ? error.code : undefined) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}

/**
 * Answers bytes that are no whole request. Writes past the response that is due, if one is: its handler must still find
 * it untouched. Where several are due, or one has begun, there is no room for another.
 */
export function turnAway(
  socket: Duplex,
  status: number,
  due: readonly ServerResponse[] = [],
): void {
  const isFree = due.length < 2 && due.every((res) => !res.headersSent);
  if (socket.writable && isFree)
    socket.end(bareAnswer(status, malformed), () => void socket.destroy());
  else socket.destroy();
}

/** So long a stranger's line stays half open after the answer: cut at once, it would take the answer along. */
const lingerMs = 500;
const mostLingering = 100;

/**
 * Makes the function that answers strangers past their response and reads no more of what they send: their bodies are
 * what costs. The function counts the connections that are still half open.
 */
export function strangersAway(): (
  req: IncomingMessage,
  refused: Refused,
  correlationId: string,
) => void {
  let lingering = 0;
  return (req, { status, error, retryAfterSeconds }, correlationId) => {
    const { socket } = req;
    stopReading(req);
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const last = bareAnswer(status, error, [
      ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
      `X-Correlation-Id: ${correlationId}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
    ]);
    if (lingering >= mostLingering) {
      socket.end(last, () => void socket.destroy());
      return;
    }
    lingering += 1;
    const cut = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once('close', () => {
      lingering -= 1;
      clearTimeout(cut);
    });
    socket.end(last);
  };
}

function bareAnswer(status: number, error: string, more: readonly string[] = []): string {
  const body = JSON.stringify({ error });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...more,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
