import { allowedAddress } from '../http/allowed-address.ts';
import type { FetchRule } from './fetch-file.ts';

/**
 * Uploads a whole file in one piece to the address that Teams named. False: it did not work. Never logs the address.
 */
export async function uploadFile(
  address: string,
  bytes: Uint8Array,
  rule: FetchRule,
): Promise<boolean> {
  const url = allowedAddress(address, rule);
  if (url === undefined) return false;
  try {
    const response = await fetch(url, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
      body: bytes,
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
