import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { statedWait } from '../../src/guests/times/stated-wait.ts';

export type HttpCall = {
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
  timeoutMs: number;
};

export type HttpAnswer = {
  status: number;
  /** How long the answer asks to wait. */
  seconds: number | undefined;
  text: string;
};

/** Many times as long as any answer of Teams. */
const mostBytes = 4 * 1024 * 1024;

/**
 * Makes one request and reads its whole answer, over connections that it keeps for a while. Follows no redirect.
 * Rejects an answer of more than 4 MiB, and one that takes longer than `timeoutMs`. `fetch` takes two to three times as
 * long, and people wait for it.
 */
export function httpRequest(url: URL, call: HttpCall): Promise<HttpAnswer> {
  const { method, headers, body, timeoutMs } = call;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = { method, headers: { ...headers, ...length } };
  const begin = url.protocol === 'https:' ? overHttps : overHttp;
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const request = begin(url, options, (response) => {
    const { statusCode: status = 0, headers: said } = response;
    const parts: Buffer[] = [];
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > mostBytes) return void request.destroy(new Error('The answer has no end'));
      parts.push(part);
    });
    response.on('error', reject);
    response.once('end', () => {
      const text = Buffer.concat(parts).toString();
      const seconds = statedWait({ retryAfter: said['retry-after'], date: said.date });
      resolve({ status, seconds, text });
    });
  });
  request.on('error', reject);
  request.end(body);
  const patience = setTimeout(() => request.destroy(new Error('No answer in time')), timeoutMs);
  return promise.finally(() => clearTimeout(patience));
}
