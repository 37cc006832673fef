import type { IncomingMessage } from 'node:http';

/** Methods that get an answer of their own, even if it only says that they are not allowed. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** https://www.rfc-editor.org/rfc/rfc3986#section-3.3 */
const plainPath = /^\/(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9a-f]{2})*$/i;
/** Callers are lax about what stands in a query, and nothing of it is ever a path. */
const plainQuery = /^[!"$-~]*$/;
/** A name or an address with its port. Names of proxies' upstreams may hold an underscore. */
const hostAndPort = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const longestTarget = 8192;

type Head = Pick<
  IncomingMessage,
  'method' | 'url' | 'rawHeaders' | 'headers' | 'httpVersionMinor' | 'httpVersionMajor'
>;

/**
 * The path and query of a well-formed request; undefined for every other one. restify's router throws for some of
 * those, out of reach of any handler (node-restify issue 2011), so it must never see them.
 */
export function targetOf(req: Head): string | undefined {
  if (!methods.has(req.method ?? '')) return undefined;
  const host = hostOf(req);
  if (host === undefined) return undefined;
  const target = req.url ?? '';
  if (target.length > longestTarget) return undefined;
  const asked = target.startsWith('/') ? target : fromAbsolute(target, host);
  return asked !== undefined && isPlain(asked) ? asked : undefined;
}

/** The one Host. HTTP/1.0 may leave it out, and health checks of proxies do; then it is ''. */
function hostOf(req: Head): string | undefined {
  const hosts = req.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  const host = req.headers.host ?? '';
  const isOld = req.httpVersionMajor === 1 && req.httpVersionMinor === 0;
  if (hosts.length === 0 && isOld) return '';
  return hosts.length === 1 && isHost(host) ? host.toLowerCase() : undefined;
}

/** Also what the address parser takes: it refuses numbers that are no address, such as 1.2.3.4.5. */
const isHost = (host: string) => hostAndPort.test(host) && URL.canParse(`http://${host}/`);

/** Proxies may send the whole address. It must name the host that the request is for. */
function fromAbsolute(target: string, host: string): string | undefined {
  const [, named, rest] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target) ?? [];
  if (named === undefined || rest === undefined || named.toLowerCase() !== host) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function isPlain(target: string): boolean {
  const queryAt = target.indexOf('?');
  const path = queryAt === -1 ? target : target.slice(0, queryAt);
  const query = queryAt === -1 ? '' : target.slice(queryAt + 1);
  return plainPath.test(path) && plainQuery.test(query) && isText(path);
}

/** False for percent-encoded bytes that are no UTF-8: restify dies of some of them. */
function isText(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
