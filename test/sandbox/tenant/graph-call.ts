import { isRecord } from './knobs.ts';

/** One request to Graph, alone or inside a batch. */
export type Call = {
  method: string;
  /** Decoded, without /v1.0. */
  path: string;
  segments: string[];
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: unknown;
  urlLength: number;
};
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

/** Graph says no. The handlers throw it, and one place writes it as Graph's error body. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'GraphRefusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string, code = 'Request_BadRequest'): GraphRefusal =>
  new GraphRefusal(400, code, message);

export const notFound = (id: string): GraphRefusal =>
  new GraphRefusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const denied = (
  message = 'Insufficient privileges to complete the operation.',
): GraphRefusal => new GraphRefusal(403, 'Authorization_RequestDenied', message);

/** One object has so many links of a kind at most. Seen for members and owners of groups; assumed for sponsors. */
export const tooManyLinks = (link: string, most: number): GraphRefusal =>
  new GraphRefusal(
    403,
    'Directory_QuotaExceeded',
    `Unable to perform operation as '${most + 1}' would exceed the maximum quota count '${most}' for forward-link '${link}'.`,
  );

/** `target` is the still encoded part of the address after /v1.0. */
export function parseCall(
  method: string,
  target: string,
  rest: { headers: Record<string, string>; body: unknown },
): Call {
  const [rawPath = '', rawQuery = ''] = splitOnce(target, '?');
  const segments = rawPath.split('/').filter(Boolean).map(decode);
  const query = new URLSearchParams(rawQuery);
  return {
    method,
    path: `/${segments.join('/')}`,
    segments,
    query,
    urlLength: target.length,
    ...rest,
  };
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function shownPath(call: Call): string {
  const query = [...call.query].map(([name, value]) => `${name}=${value}`).join('&');
  return query ? `${call.path}?${query}` : call.path;
}

export const textIn = (body: unknown, key: string): string | undefined => {
  const value = isRecord(body) ? body[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

export const listIn = (body: unknown, key: string): unknown[] | undefined => {
  const value = isRecord(body) ? body[key] : undefined;
  return Array.isArray(value) ? value : undefined;
};

/** The object id at the end of a reference such as https://graph…/v1.0/directoryObjects/{id}. */
export function referencedId(reference: unknown): string {
  const url = typeof reference === 'string' ? reference : textIn(reference, '@odata.id');
  const id = url?.match(/\/(?:directoryObjects|users|groups)\/([0-9a-f-]{36})$/i)?.[1];
  if (!id) throw badRequest('Invalid URL format specified in payload.');
  return id.toLowerCase();
}
