import { allowedAddress } from '../http/allowed-address.ts';
import type { FetchRule } from './fetch-file.ts';
import { inFragments } from './in-fragments.ts';
import type { SizedFile } from './written-file.ts';

/** An upload session takes fragments of a multiple of 320 KiB. */
const fragmentBytes = 5 * 320 * 1024;
/** Less than the database waits for a transaction that does nothing. */
const fragmentMs = 20_000;

/**
 * Uploads a file to the address that Teams named, one fragment after the other. False: it did not work. Never logs the
 * address.
 */
export async function uploadFile(
  address: string,
  { size, chunks }: SizedFile,
  rule: FetchRule,
): Promise<boolean> {
  const url = allowedAddress(address, rule);
  if (url === undefined) return false;
  let sent = 0;
  for await (const fragment of inFragments(chunks, fragmentBytes)) {
    const range = `bytes ${sent}-${sent + fragment.length - 1}/${size}`;
    if (!(await put(url, fragment, range))) return false;
    sent += fragment.length;
  }
  return sent === size;
}

async function put(url: URL, body: Uint8Array, range: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(fragmentMs),
      headers: { 'content-type': 'application/octet-stream', 'content-range': range },
      body: new Uint8Array(body),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
