import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

type Options = { hostname?: string | null; host?: string | null; path?: string | null };

function hostOf(first: unknown): string | undefined {
  if (typeof first === 'string') return URL.parse(first)?.hostname;
  const { hostname, host } = Object(first) as Options;
  return hostname ?? host ?? undefined;
}

/** Sends this process's requests for Microsoft's login page elsewhere, over plain http. Returns what ends that. */
export function redirectLogin(standIn: URL): () => void {
  const real = https.request;
  const request = (...given: unknown[]): http.ClientRequest =>
    hostOf(given[0]) === 'login.microsoftonline.com'
      ? Reflect.apply(http.request, http, redirected(given, standIn))
      : Reflect.apply(real, https, given);
  Object.assign(https, { request });
  syncBuiltinESMExports();
  return () => {
    Object.assign(https, { request: real });
    syncBuiltinESMExports();
  };
}

function redirected([first, second, third]: unknown[], { hostname, port }: URL): unknown[] {
  const url = typeof first === 'string' ? new URL(first) : first instanceof URL ? first : undefined;
  const options = Object(url === undefined ? first : second);
  const path = url === undefined ? options.path : url.pathname + url.search;
  const all = {
    ...options,
    protocol: 'http:',
    hostname,
    host: hostname,
    port,
    path,
    agent: undefined,
  };
  return [all, ...[second, third].filter((one) => typeof one === 'function')];
}
