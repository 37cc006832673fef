import type { EnvReader } from './env-reader.ts';

/** Reads addresses and hosts; in loopback mode nothing but http on this machine passes. */
export type AddressReader = {
  /** A host to listen on. */
  listen(name: string, fallback: string): string;
  https(name: string): string | undefined;
  /** Outside loopback mode also http on this machine: tests stand there in for Microsoft. */
  httpsOrLocal(name: string): string | undefined;
  /** The default of an address that loopback mode cannot do without. */
  missing(name: string, fallback: string): string;
  /** Host names to compare with; no fallback: the list is needed outside loopback mode. */
  hosts(name: string, fallback: readonly string[] | undefined): readonly string[];
};

const loopbackHosts = ['127.0.0.1', 'localhost'];

/** Just these two, as the contract says: not `::1`, not the rest of 127/8. */
export const isLoopbackHost = (hostname: string): boolean => loopbackHosts.includes(hostname);

const localOnly = 'must be an http address on 127.0.0.1 or localhost, because LOOPBACK is true.';
const hostName = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;

/** Reads settings that are addresses. With `loopback` only addresses on this machine pass. */
export function addressReader(read: EnvReader, loopback: boolean): AddressReader {
  const checked = (name: string, passes: (url: URL) => boolean, instruction: string) => {
    const value = read.text(name);
    if (value === undefined) return undefined;
    const url = plainUrl(value);
    if (url !== undefined && (loopback ? isLocal(url) : passes(url)))
      return url.href.replace(/\/$/, '');
    read.fault(name, loopback ? localOnly : instruction);
    return undefined;
  };
  return {
    listen(name, fallback) {
      const value = read.text(name) ?? fallback;
      if (loopback && !isLoopbackHost(value)) {
        read.fault(name, 'must be 127.0.0.1 or localhost, because LOOPBACK is true.');
      }
      return value;
    },
    https: (name) =>
      checked(name, isHttps, 'must be an https address without user, query or fragment.'),
    httpsOrLocal: (name) =>
      checked(
        name,
        (url) => isHttps(url) || isLocal(url),
        'must be an https address without user, query or fragment.',
      ),
    missing(name, fallback) {
      const alreadySaid = read.text(name) !== undefined;
      if (loopback && !alreadySaid) read.fault(name, `is not set. It ${localOnly}`);
      return fallback;
    },
    hosts(name, fallback) {
      const hosts = read.list(name).map((host) => host.toLowerCase());
      if (hosts.length > 0) {
        const fault = hostsFault(hosts, loopback);
        if (fault !== undefined) read.fault(name, fault);
        return hosts;
      }
      if (loopback) return loopbackHosts;
      if (fallback === undefined) {
        read.need(name, 'List the hosts, such as contoso-my.sharepoint.com.');
      }
      return fallback ?? [];
    },
  };
}

function hostsFault(hosts: readonly string[], loopback: boolean): string | undefined {
  if (!hosts.every((host) => hostName.test(host))) {
    return 'must list plain host names: no https://, no path, no *.';
  }
  if (loopback && !hosts.every((host) => isLoopbackHost(host.replace(/:\d+$/, '')))) {
    return 'must list 127.0.0.1 or localhost only, because LOOPBACK is true.';
  }
  return undefined;
}

const isHttps = (url: URL) => url.protocol === 'https:';
const isLocal = (url: URL) => url.protocol === 'http:' && isLoopbackHost(url.hostname);

function plainUrl(value: string): URL | undefined {
  const url = URL.parse(value);
  if (url === null || value.includes('?') || value.includes('#')) return undefined;
  return url.username === '' && url.password === '' ? url : undefined;
}
