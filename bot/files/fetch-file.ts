import { allowedAddress } from '../http/allowed-address.ts';

/** Why a file could not be had. The words are a notice of the same name. */
export class FileRefused extends Error {
  readonly notice: 'link lapsed' | 'file not fetched' | 'host refused';
  constructor(notice: FileRefused['notice'], options?: ErrorOptions) {
    super(`The file was not fetched: ${notice}`, options);
    this.name = 'FileRefused';
    this.notice = notice;
  }
}

export type FetchRule = { hosts: readonly string[]; loopback: boolean };

const connectMs = 15_000;
const wholeMs = 120_000;
const mostHops = 3;

/**
 * The bytes of a file in people's OneDrive, as they come: over https, from listed hosts only, every redirect held
 * against the list again, without credentials. The address is itself a credential: it is never kept or logged.
 */
export async function* fetchFile(address: string, rule: FetchRule): AsyncGenerator<Uint8Array> {
  const response = await follow(address, rule);
  try {
    for await (const chunk of response.body ?? []) yield chunk;
  } catch (cause) {
    throw new FileRefused('file not fetched', { cause });
  }
}

async function follow(address: string, rule: FetchRule): Promise<Response> {
  let next: string = address;
  for (let hop = 0; hop <= mostHops; hop++) {
    const url = allowedAddress(next, rule);
    if (url === undefined) throw new FileRefused('host refused');
    const response = await get(url);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return good(response);
    await response.body?.cancel();
    next = new URL(location, url).href;
  }
  throw new FileRefused('file not fetched');
}

async function get(url: URL): Promise<Response> {
  const whole = AbortSignal.timeout(wholeMs);
  const connect = new AbortController();
  const timer = setTimeout(() => connect.abort(), connectMs);
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([whole, connect.signal]),
    });
  } catch (cause) {
    throw new FileRefused('file not fetched', { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function good(response: Response): Promise<Response> {
  if (response.ok) return response;
  await response.body?.cancel();
  const lapsed = [401, 403, 404, 410].includes(response.status);
  throw new FileRefused(lapsed ? 'link lapsed' : 'file not fetched');
}
