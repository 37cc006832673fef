import type { IncomingMessage } from 'node:http';
import { maxBodyBytes, tooLarge } from './guard.ts';

export class BodyRefused extends Error {
  readonly status: number;
  readonly error: string;
  constructor({ status, error }: { status: number; error: string }, options?: ErrorOptions) {
    super(error, options);
    this.name = 'BodyRefused';
    this.status = status;
    this.error = error;
  }
}

/** The bot goes on reading so much of a body that is too large, so that its sender can read the answer. */
const patienceBytes = 16 * maxBodyBytes;

/**
 * Reads a JSON body of at most so many bytes, even if its Content-Length names fewer. (restify's own reader goes on for
 * as long as the caller likes to send.) Undefined: no body. Throws BodyRefused, with the status 413 for a longer body,
 * and 400 for one that is cut off or is not JSON.
 */
export async function readJson(req: IncomingMessage, mostBytes: number): Promise<unknown> {
  const bytes = await readBytes(req, mostBytes);
  if (bytes.length === 0) return undefined;
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new BodyRefused({ status: 400, error: 'body is not JSON' }, { cause });
  }
}

const unstorable = /\\u(?:0000|d[89a-f])/i;

/**
 * Parses a body, and puts U+FFFD in the place of NUL and of halves of an emoji. PostgreSQL takes neither, so such a
 * body would fail in every handler. Both can only come escaped: the bytes are UTF-8 by now.
 */
function parse(text: string): unknown {
  if (!unstorable.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
  );
}

function readBytes(req: IncomingMessage, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      req.off('data', onData);
      drain(req);
      reject(new BodyRefused(tooLarge));
    };
    const cut = (cause?: Error) =>
      reject(new BodyRefused({ status: 400, error: 'body cut off' }, { cause }));
    const closed = () => cut();
    req.on('data', onData);
    req.once('end', () => {
      // Every answered request closes, and making an error is slow.
      req.off('close', closed);
      resolve(Buffer.concat(chunks));
      for (const chunk of chunks) giveBack(chunk);
    });
    req.once('error', cut);
    req.once('close', closed);
  });
}

/** Reads the rest of a refused body without keeping it, and cuts the connection when it goes on for long. */
export function drain(req: IncomingMessage, mostBytes = patienceBytes): void {
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    giveBack(chunk);
    if (size > mostBytes) req.socket.destroy();
  });
  req.resume();
}

/** Reads no more of a request, and gives back the memory of what came already. */
export function stopReading(req: IncomingMessage): void {
  for (let chunk = req.read(); chunk !== null; chunk = req.read()) giveBack(chunk);
  // Reading the last chunk made the socket go on, in a moment.
  process.nextTick(() => req.socket.pause());
}

/**
 * Gives the memory of a chunk back at once. V8 counts it until it collects, and for some MB of it V8 goes through the
 * whole heap: many times a second, where strangers send large bodies.
 */
function giveBack({ buffer, length }: Buffer): void {
  // Small chunks share a buffer of Node's own.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}
