import { isLoopbackHost } from '../../src/config-addresses.ts';

/**
 * The address, if the bot may use it: https on a listed host, on the usual port or the listed one. On this machine it
 * must be http, on the listed port; any port will do where the list names the host alone, and with `loopback`. With
 * `loopback`, the bot uses no other machine. Never an address with a user in it.
 */
export function allowedAddress(
  address: unknown,
  rule: { hosts: readonly string[]; loopback: boolean },
): URL | undefined {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const listed = rule.hosts.includes(url.host);
  if (isLoopbackHost(url.hostname)) {
    const local = listed || rule.loopback || rule.hosts.includes(url.hostname);
    return local && url.protocol === 'http:' ? url : undefined;
  }
  return listed && !rule.loopback && url.protocol === 'https:' ? url : undefined;
}
