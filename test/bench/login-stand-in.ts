import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

// Node loads this before the bot. It sends requests for Microsoft's login page to the address in LOGIN_STAND_IN.
const standIn = new URL(process.env.LOGIN_STAND_IN ?? '');
const real = https.request;

type Options = { hostname?: string | null; host?: string | null; path?: string | null };

function hostOf(first: unknown): string | undefined {
  if (typeof first === 'string') return URL.parse(first)?.hostname;
  const { hostname, host } = Object(first) as Options;
  return hostname ?? host ?? undefined;
}

function request(...given: unknown[]): http.ClientRequest {
  if (hostOf(given[0]) !== 'login.microsoftonline.com') return Reflect.apply(real, https, given);
  const [first, second, third] = given;
  const url = typeof first === 'string' ? new URL(first) : first instanceof URL ? first : undefined;
  const options = Object(url === undefined ? first : second);
  const path = url === undefined ? options.path : url.pathname + url.search;
  const callback = [second, third].find((one) => typeof one === 'function');
  const { hostname, port } = standIn;
  const all = {
    ...options,
    protocol: 'http:',
    hostname,
    host: hostname,
    port,
    path,
    agent: undefined,
  };
  return Reflect.apply(http.request, http, callback === undefined ? [all] : [all, callback]);
}

Object.assign(https, { request });
syncBuiltinESMExports();
