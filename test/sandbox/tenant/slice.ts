import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Call } from './graph-call.ts';
import { isRecord } from './knobs.ts';
import { readDescription } from './read-description.ts';
import { moreCalls, morePaths } from './slice-more.ts';

/** Microsoft's own description of the calls: names every way in which a call departs from it. */
export type Slice = { faultsOf(call: Call): string[] };

type Json = Record<string, unknown>;
const schemaId = 'graph-slice';
const pagingOptions = ['$skiptoken', '$deltatoken'];

export function slicePath(env: NodeJS.ProcessEnv): string {
  const beside = '../../../../shared/data/graph/graph-v1.0-slice.yaml';
  return env.GRAPH_SLICE ?? resolve(import.meta.dirname, beside);
}

/** By path. To read the description takes half a second, and a process of tests starts many tenants. */
const opened = new Map<string, Slice>();

/** Undefined if the file does not exist: then nobody checks bodies and queries. */
export function openSlice(path: string): Slice | undefined {
  if (!existsSync(path)) return undefined;
  const slice = opened.get(path) ?? readSlice(path);
  if (slice !== undefined) opened.set(path, slice);
  return slice;
}

function readSlice(path: string): Slice | undefined {
  const document: unknown = readDescription(path);
  if (!isRecord(document) || !isRecord(document.paths)) return undefined;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: schemaId, components: document.components });
  const paths: Json = { ...document.paths, ...morePaths };
  for (const [path, calls] of Object.entries(moreCalls)) {
    paths[path] = { ...calls, ...record(paths[path]) };
  }
  const compiled = new Map<string, ValidateFunction>();
  const resolveRef = (node: unknown): Json => followed(document, node);

  return {
    faultsOf(call) {
      const path = pathTemplate(Object.keys(paths), call.segments);
      if (call.path === '/$batch') return [];
      const item = path === undefined ? {} : record(paths[path]);
      const operation = item[call.method.toLowerCase()];
      if (!isRecord(operation)) return ['the description has no such call'];
      return [
        ...queryFaults(call, item, operation, resolveRef),
        ...bodyFaults(call, operation, { ajv, compiled, resolveRef }),
      ];
    },
  };
}

const record = (value: unknown): Json => (isRecord(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function followed(document: Json, node: unknown): Json {
  const reference = record(node).$ref;
  if (typeof reference !== 'string') return record(node);
  const target = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => record(at)[key], document);
  return followed(document, target);
}

function pathTemplate(templates: string[], segments: string[]): string | undefined {
  const fits = (template: string): boolean => {
    const parts = template.split('/').filter(Boolean);
    return (
      parts.length === segments.length &&
      parts.every((part, i) => part.startsWith('{') || sameSegment(part, segments[i] ?? ''))
    );
  };
  const literalParts = (template: string): number => template.replace(/\{[^}]*\}/g, '').length;
  return templates.filter(fits).sort((a, b) => literalParts(b) - literalParts(a))[0];
}

/** A cast may be written with or without the namespace's first word. */
const sameSegment = (part: string, segment: string): boolean =>
  part === segment || segment === `microsoft.${part}`;

type Follow = (node: unknown) => Json;

function queryFaults(call: Call, item: Json, operation: Json, follow: Follow): string[] {
  const parameters = [...list(item.parameters), ...list(operation.parameters)].map(follow);
  const names = parameters.filter((p) => p.in === 'query').map((p) => p.name);
  const unknown = [...call.query.keys()]
    .filter((name) => !names.includes(name) && !pagingOptions.includes(name))
    .map((name) => `unknown query option ${name}`);
  const known = answerProperties(operation, follow);
  const select = call.query.get('$select')?.split(',') ?? [];
  const odd = known.size === 0 ? [] : select.filter((name) => !known.has(name.trim()));
  return [...unknown, ...odd.map((name) => `Could not find a property named '${name}'`)];
}

/** The properties that the answer's objects can have; empty if the description says too little (directoryObject). */
function answerProperties(operation: Json, follow: Follow): Set<string> {
  const answer = follow(record(operation.responses)['2XX']);
  const schema = record(record(answer.content)['application/json']).schema;
  const own = propertiesOf(schema, follow);
  const items = follow(own.get('value')).items;
  const keys = items === undefined ? own : propertiesOf(items, follow);
  return keys.size <= 3 ? new Set() : new Set(keys.keys());
}

function propertiesOf(schema: unknown, follow: Follow): Map<string, unknown> {
  const resolved = follow(schema);
  const all = new Map<string, unknown>(Object.entries(record(resolved.properties)));
  for (const part of [...list(resolved.allOf), ...list(resolved.anyOf)]) {
    for (const [key, value] of propertiesOf(part, follow)) all.set(key, value);
  }
  return all;
}

type BodyTools = { ajv: Ajv; compiled: Map<string, ValidateFunction>; resolveRef: Follow };

function bodyFaults(call: Call, operation: Json, tools: BodyTools): string[] {
  const content = record(tools.resolveRef(operation.requestBody).content);
  if (content['application/zip'] !== undefined) {
    return call.headers['content-type'] === 'application/zip' ? [] : ['this call takes a zip'];
  }
  const schema = record(content['application/json']).schema;
  if (schema === undefined) return call.body === undefined ? [] : ['this call takes no body'];
  const key = String(operation.operationId);
  const validate = tools.compiled.get(key) ?? tools.ajv.compile(record(JSON.parse(rooted(schema))));
  tools.compiled.set(key, validate);
  const wrong = validate(call.body)
    ? []
    : list(validate.errors).map((e) => `body${record(e).instancePath} ${record(e).message}`);
  return [...wrong, ...unknownKeys(call.body, schema, tools.resolveRef)];
}

const rooted = (schema: unknown): string =>
  JSON.stringify(schema).replaceAll('"#/components/', `"${schemaId}#/components/`);

/** Keys that the schema does not know: otherwise a misspelt optional property would pass. */
function unknownKeys(value: unknown, schema: unknown, follow: Follow): string[] {
  if (Array.isArray(value)) {
    const items = follow(schema).items;
    return items === undefined ? [] : value.flatMap((item) => unknownKeys(item, items, follow));
  }
  if (!isRecord(value)) return [];
  const known = propertiesOf(schema, follow);
  if (known.size === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (known.has(key)) return unknownKeys(inner, known.get(key), follow);
    return key.startsWith('@odata.') ? [] : [`The property '${key}' does not exist on the type`];
  });
}
