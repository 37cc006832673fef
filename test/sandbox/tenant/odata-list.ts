import type { Call, Reply } from './graph-call.ts';
import { badRequest, GraphRefusal } from './graph-call.ts';
import type { ListRules } from './list-rules.ts';
import type { Filter } from './odata-filter.ts';
import { matches, orClauses, parseFilter, usesOf } from './odata-filter.ts';
import type { World } from './world.ts';

export type Item = {
  seq: number;
  json: Record<string, unknown>;
  /** The properties for filters, when rendering all items would cost too much. */
  facts?: object | undefined;
};
/** All items, or, for large lists, the items after a given one. */
export type Items = readonly Item[] | ((after: number) => Iterable<Item>);

const needsEventual = ['ne', 'not', 'endswith', 'any endswith'];

/** Filters, selects and pages the items as the query asks; refuses what Graph refuses. */
export function listReply(world: World, call: Call, items: Items, rules: ListRules): Reply {
  const { query } = call;
  for (const unsupported of ['$skip', '$orderby', '$search', '$expand']) {
    if (query.has(unsupported)) {
      throw badRequest(`'${unsupported}' is not supported here.`, 'Request_UnsupportedQuery');
    }
  }
  const eventual = isEventual(call);
  if (eventual && call.urlLength > world.knobs.limits.advancedUrlLength) {
    throw new GraphRefusal(414, 'UriTooLong', 'The request URL is too long.');
  }
  const text = query.get('$filter');
  const filter = text === null ? undefined : readFilter(world, text, rules, eventual);
  const passes = (item: Item) => !filter || matches(filter, item.facts ?? item.json);
  // In a large directory a page must not read all people. Only a count does.
  const size = pageSize(query, rules);
  const after = readSkipToken(query.get('$skiptoken'));
  const { found, total } = eventual
    ? countAll(inOrder(items, 0), passes, { after, most: size + 1 })
    : { found: takeFrom(inOrder(items, after), { passes, most: size + 1 }), total: 0 };
  const page = found.slice(0, size);
  const last = page.at(-1);
  const body: Record<string, unknown> = {
    '@odata.context': `${world.url}/v1.0/$metadata#${rules.resource}`,
  };
  if (eventual) body['@odata.count'] = total;
  if (last && found.length > size) body['@odata.nextLink'] = nextLink(world, call, last.seq);
  body.value = page.map((item) => selected(item.json, query.get('$select'), rules.defaults));
  return { status: 200, body };
}

function inOrder(items: Items, after: number): Iterable<Item> {
  if (typeof items === 'function') return items(after);
  return items.filter(({ seq }) => seq > after).sort((a, b) => a.seq - b.seq);
}

function takeFrom(
  items: Iterable<Item>,
  { passes, most }: { passes: (item: Item) => boolean; most: number },
): Item[] {
  const found: Item[] = [];
  for (const item of items) {
    if (passes(item)) found.push(item);
    if (found.length === most) break;
  }
  return found;
}

function countAll(
  items: Iterable<Item>,
  passes: (item: Item) => boolean,
  { after, most }: { after: number; most: number },
): { found: Item[]; total: number } {
  const found: Item[] = [];
  let total = 0;
  for (const item of items) {
    if (!passes(item)) continue;
    total += 1;
    if (item.seq > after && found.length < most) found.push(item);
  }
  return { found, total };
}

const isEventual = (call: Call): boolean =>
  call.headers.consistencylevel?.toLowerCase() === 'eventual' &&
  call.query.get('$count') === 'true';

function readFilter(world: World, text: string, rules: ListRules, eventual: boolean): Filter {
  const filter = parseFilter(text);
  for (const { property, op } of usesOf(filter)) {
    const allowed = rules.filterable[property];
    if (!allowed?.includes(op) || (needsEventual.includes(op) && !eventual)) {
      throw badRequest(
        `Unsupported or invalid query filter clause specified for property '${property}' of resource '${rules.resource}'.`,
        'Request_UnsupportedQuery',
      );
    }
  }
  const limit = world.knobs.limits.orClauses;
  const clauses = orClauses(filter);
  if (!eventual && limit > 0 && clauses > limit) {
    throw badRequest(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${clauses}. Max allowed: ${limit}.`,
      'Request_UnsupportedQuery',
    );
  }
  return filter;
}

function pageSize(query: URLSearchParams, rules: ListRules): number {
  const max = rules.maxPage ?? 999;
  const top = query.get('$top');
  if (top === null) return rules.defaultPage ?? 100;
  const size = Number(top);
  if (!Number.isInteger(size) || size < 1 || size > max) {
    throw badRequest(
      `Invalid page size specified: '${top}'. Must be between 1 and ${max} inclusive.`,
      'Request_UnsupportedQuery',
    );
  }
  return size;
}

function nextLink(world: World, call: Call, seq: number): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', Buffer.from(`after:${seq}`).toString('base64url'));
  return `${world.url}/v1.0${encodeURI(call.path)}?${query}`;
}

function readSkipToken(token: string | null): number {
  if (token === null) return 0;
  const seq = Buffer.from(token, 'base64url')
    .toString()
    .match(/^after:(\d+)$/)?.[1];
  if (seq === undefined) throw badRequest('The specified page token value is invalid.');
  return Number(seq);
}

/** One object with the selected properties, or with Graph's default ones. */
export function selected(
  json: Record<string, unknown>,
  select: string | null,
  defaults?: readonly string[],
): Record<string, unknown> {
  const wanted = select?.split(',').map((name) => name.trim()) ?? defaults;
  if (!wanted) return json;
  const given = Object.keys(json).filter((key) => key.startsWith('@') || wanted.includes(key));
  return Object.fromEntries(given.map((key) => [key, json[key]]));
}
