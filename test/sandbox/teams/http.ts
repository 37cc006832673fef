import type { IncomingMessage, ServerResponse } from 'node:http';

export type Request = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  bytes: Buffer;
};

export type Answer = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Sends bytes unchanged, anything else as JSON. Absent: an empty body. */
  body?: unknown;
  /** Sends the first half of the bytes and leaves the connection open. */
  halfOnly?: boolean;
};

const mostBytes = 64 * 1024 * 1024;

export async function readRequest(req: IncomingMessage): Promise<Request> {
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('The body is too large for the practice Teams');
    chunks.push(chunk);
  }
  return {
    method: req.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: req.headers,
    bytes: Buffer.concat(chunks),
  };
}

/** Undefined when the body is empty or not JSON. */
export function jsonOf(request: Request): unknown {
  if (request.bytes.length === 0) return undefined;
  try {
    return JSON.parse(request.bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Does not use writeHead: restify patches it for the whole process, and both may run in one. */
export function sendAnswer(res: ServerResponse, answer: Answer): void {
  res.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
  if (answer.body === undefined) {
    res.end();
    return;
  }
  if (Buffer.isBuffer(answer.body) && answer.halfOnly === true) {
    res.setHeader('content-length', answer.body.length);
    res.write(answer.body.subarray(0, Math.ceil(answer.body.length / 2)));
    return;
  }
  if (Buffer.isBuffer(answer.body)) {
    res.end(answer.body);
    return;
  }
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.end(JSON.stringify(answer.body));
}
