import { allowedAddress } from '../http/allowed-address.ts';
import type { FetchRule } from './fetch-file.ts';
import type { SizedFile } from './spool-file.ts';

/** An upload session takes fragments of a multiple of 320 KiB. */
const fragmentBytes = 5 * 320 * 1024;
const fragmentMs = 20_000;
/** A host that takes every fragment late may not keep others waiting for ever. */
const wholeMs = 600_000;

/**
 * Uploads a file to the address that Teams named, one fragment after the other. False: it did not work, or not within
 * ten minutes. Never logs the address.
 */
export async function uploadFile(
  address: string,
  { size, part }: SizedFile,
  rule: FetchRule,
): Promise<boolean> {
  const url = allowedAddress(address, rule);
  if (url === undefined) return false;
  const end = performance.now() + wholeMs;
  let sent = 0;
  while (sent < size && performance.now() < end) {
    const fragment = await part(sent, Math.min(fragmentBytes, size - sent));
    if (fragment.length === 0) return false;
    const range = `bytes ${sent}-${sent + fragment.length - 1}/${size}`;
    if (!(await put(url, fragment, range))) return false;
    sent += fragment.length;
  }
  return sent === size;
}

async function put(url: URL, body: Uint8Array<ArrayBuffer>, range: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(fragmentMs),
      headers: { 'content-type': 'application/octet-stream', 'content-range': range },
      body,
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
