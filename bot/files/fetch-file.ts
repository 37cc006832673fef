import { allowedAddress } from '../http/allowed-address.ts';
import { type Pace, steady, TooSlow } from './download-pace.ts';
import { readAhead } from './read-ahead.ts';

/** Why a file could not be had. The words are a notice of the same name. */
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
 * The bytes of a file in people's OneDrive, as they come: over https, from listed hosts only, following nobody
 * elsewhere, without credentials. The address is itself a credential: it is never kept or logged.
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
    const response = await get(url, over);
    const coming = steady(response.body ?? nothing(), pace, () => performance.now());
    yield* readAhead(coming, aheadBytes);
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused(cause instanceof TooSlow ? 'file too slow' : 'file not fetched', {
      cause,
    });
  } finally {
    // Whoever wants no more bytes, or waited too long for them, ends the download.
    over.abort();
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function get(url: URL, over: AbortController): Promise<Response> {
  const timer = setTimeout(() => over.abort(), answerMs);
  const response = await fetch(url, { redirect: 'manual', signal: over.signal }).finally(() =>
    clearTimeout(timer),
  );
  if (response.ok) return response;
  if (response.status >= 300 && response.status < 400) throw new FileRefused('file redirected');
  const lapsed = [401, 403, 404, 410].includes(response.status);
  throw new FileRefused(lapsed ? 'link lapsed' : 'file not fetched');
}
