import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { allowedAddress } from '../http/allowed-address.ts';
import { type Pace, steady, TooSlow } from './download-pace.ts';
import { readAhead } from './read-ahead.ts';

/** Why the bot could not fetch a file. The words are a notice of the same name. */
export class FileRefused extends Error {
  readonly notice:
    | 'link lapsed'
    | 'file not fetched'
    | 'file too slow'
    | 'host refused'
    | 'file redirected';
  constructor(notice: FileRefused['notice'], options?: ErrorOptions) {
    super(`The file was not fetched: ${notice}`, options);
    this.name = 'FileRefused';
    this.notice = notice;
  }
}

export type FetchRule = { hosts: readonly string[]; loopback: boolean };

const answerMs = 15_000;
/** More than a whole file of the usual limit. */
const aheadBytes = 12 * 1024 * 1024;
/** 10 MB in a minute is the slowest line that is worth waiting for; a file of 2,000 rows needs seconds. */
const usualPace: Pace = { restMs: 10_000, wholeMs: 60_000, bytesPerSecond: 1024 };

/**
 * Reads a file in somebody's OneDrive as its bytes come: over https, from listed hosts only, without redirects and
 * without credentials. The address is itself a credential, so the bot neither keeps nor logs it. The bot refuses a file
 * that stops before its end, even if the answer calls it whole: a part of a list must not pass for all of it. Throws
 * FileRefused.
 */
export async function* fetchFile(
  address: string,
  rule: FetchRule,
  pace: Pace = usualPace,
): AsyncGenerator<Uint8Array> {
  const url = allowedAddress(address, rule);
  if (url === undefined) throw new FileRefused('host refused');
  const over = new AbortController();
  try {
    const response = await get(url, over.signal);
    const coming = steady(whole(response), pace, () => performance.now());
    yield* readAhead(coming, aheadBytes);
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused(cause instanceof TooSlow ? 'file too slow' : 'file not fetched', {
      cause,
    });
  } finally {
    // The reader ends the download when it wants no more bytes, or waited too long.
    over.abort();
  }
}

/** Asks for no encoding: a decoder takes a cut file for a whole one. */
const headers = { accept: '*/*', 'accept-encoding': 'identity' };

async function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const begin = url.protocol === 'https:' ? overHttps : overHttp;
  const request = begin(url, { headers, signal }, resolve);
  request.on('error', reject);
  request.end();
  const timer = setTimeout(() => request.destroy(new Error('No answer in time')), answerMs);
  const response = await promise.finally(() => clearTimeout(timer));
  const { statusCode: status = 0 } = response;
  if (status === 200) return response;
  response.destroy();
  if (status >= 300 && status < 400) throw new FileRefused('file redirected');
  const lapsed = [401, 403, 404, 410].includes(status);
  throw new FileRefused(lapsed ? 'link lapsed' : 'file not fetched');
}

/** The bytes of a whole answer. Refuses an answer that does not say where it ends, or that ends before. */
async function* whole(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  const { headers: said } = response;
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = said;
  // Beside `chunked` there would be another encoding, in which a cut file may look whole.
  const isChunked = said['transfer-encoding']?.toLowerCase() === 'chunked';
  const isCounted = isChunked || (length !== undefined && said['transfer-encoding'] === undefined);
  const isPart = said['content-range'] !== undefined;
  if (encoding.toLowerCase() !== 'identity' || !isCounted || isPart)
    throw new FileRefused('file not fetched');
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    yield chunk;
  }
  const isWhole = response.complete && (length === undefined || bytes === Number(length));
  if (!isWhole) throw new FileRefused('file not fetched');
}
