import { httpRequest } from '../sending/http-request.ts';

/**
 * Reads a JSON document of the key server. Follows no redirect, because it could lead to somebody else's keys. Throws
 * if there is no such document, if it has no end, or if it does not come in time.
 */
export async function readDocument(url: string, timeoutMs: number): Promise<unknown> {
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
  const answer = await httpRequest(new URL(url), { method: 'GET', headers, timeoutMs });
  if (answer.status !== 200) throw new Error(`The key server answered ${answer.status}`);
  return JSON.parse(answer.text.replace(/^\ufeff/, ''));
}
