import { existsSync } from 'node:fs';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { readDescription } from '../sandbox/tenant/read-description.ts';
import { morePaths } from '../sandbox/tenant/slice-more.ts';

/** A request as it went over the wire. `path`: decoded, below the version. */
export type Sent = {
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: unknown;
};

/** Microsoft's own description of Graph. `faultsOf`: what it says against a request. */
export type Slice = { faultsOf(sent: Sent): string[] };

type Node = AnySchemaObject;
const beside = new URL('../../../shared/data/graph/graph-v1.0-slice.yaml', import.meta.url);
/** Graph itself puts these into its links. The description does not list them. */
const ownParameters = ['$deltatoken', '$skiptoken'];

/** By file: to read the description takes half a second. */
const loaded = new Map<string, Slice>();

/** `undefined` when the description is not beside the repository. */
export function loadSlice(): Slice | undefined {
  const sliceFile = process.env.GRAPH_SLICE ?? beside;
  if (!existsSync(sliceFile)) return undefined;
  const slice = loaded.get(String(sliceFile)) ?? readSlice(sliceFile);
  loaded.set(String(sliceFile), slice);
  return slice;
}

function readSlice(sliceFile: string | URL): Slice {
  const document: Node = readDescription(sliceFile);
  Object.assign(document.paths, morePaths);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'slice', components: document.components });
  const resolve = resolverOf(document);
  const kinds = directoryKinds(document, resolve);
  return {
    faultsOf(sent) {
      const operation = operationFor(document, sent);
      if (operation === undefined) return [`${sent.method} ${sent.path} is not described`];
      return [
        ...queryFaults(resolve, { operation, kinds }, sent),
        ...bodyFaults(resolve, ajv, operation, sent),
      ];
    },
  };
}

type Resolve = (node: Node | undefined) => Node;

function resolverOf(document: Node): Resolve {
  const resolve: Resolve = (node) => {
    if (typeof node?.$ref !== 'string') return node ?? {};
    const steps = node.$ref.slice(2).split('/');
    return resolve(steps.reduce((at, step) => at[step], document));
  };
  return resolve;
}

function operationFor(document: Node, sent: Sent): Node | undefined {
  const paths: [string, Node][] = Object.entries(document.paths);
  const matches = paths
    .filter(([template]) => {
      const pattern = template.replace(/[.$()]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
      return new RegExp(`^${pattern}$`).test(sent.path);
    })
    .sort(([a], [b]) => a.split('{').length - b.split('{').length);
  const [, item] = matches.find(([, item]) => item[sent.method.toLowerCase()]) ?? [];
  const operation = item?.[sent.method.toLowerCase()];
  return operation && { ...operation, shared: item?.parameters ?? [] };
}

function queryFaults(
  resolve: Resolve,
  { operation, kinds }: { operation: Node; kinds: readonly Node[] },
  sent: Sent,
): string[] {
  const described = [...(operation.parameters ?? []), ...operation.shared].map(
    (parameter: Node) => resolve(parameter).name,
  );
  const unknown = Object.keys(sent.query).filter(
    (name) => !described.includes(name) && !ownParameters.includes(name),
  );
  const answer = resolve(operation.responses['2XX'])?.content?.['application/json']?.schema;
  const item = propertiesOf(resolve, answer).value?.items ?? answer;
  const shapes = item?.$ref === directoryObject ? kinds : [item];
  const known = new Set(shapes.flatMap((shape) => Object.keys(propertiesOf(resolve, shape))));
  const selected = sent.query.$select?.split(',') ?? [];
  return [
    ...unknown.map((name) => `query ${name} is not described`),
    ...selected.filter((name) => !known.has(name)).map((name) => `no ${name} to select`),
  ];
}

const directoryObject = '#/components/schemas/microsoft.graph.directoryObject';

/** What a sponsor or a member may be: a person, a group or another kind. The answer's own shape names only what all have. */
function directoryKinds({ components }: Node, resolve: Resolve): Node[] {
  const schemas: Node[] = Object.values(components.schemas);
  return schemas
    .filter(({ allOf = [] }) => allOf.some((part: Node) => part.$ref === directoryObject))
    .concat(resolve({ $ref: directoryObject }));
}

function bodyFaults(resolve: Resolve, ajv: Ajv, operation: Node, sent: Sent): string[] {
  const schema = resolve(operation.requestBody)?.content?.['application/json']?.schema;
  if (schema === undefined) return sent.body === undefined ? [] : ['no body is described'];
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"slice#/components/');
  const validate = ajv.compile(JSON.parse(text));
  const faults = validate(sent.body) ? [] : (validate.errors ?? []);
  return [
    ...faults.map((fault) => `${fault.instancePath} ${fault.message}`),
    ...unknownKeys(resolve, schema, sent.body),
  ];
}

/** Finds keys that the description does not name. It allows them, so a misspelt one would pass. */
function unknownKeys(resolve: Resolve, schema: Node, value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => unknownKeys(resolve, resolve(schema).items ?? {}, item));
  }
  if (typeof value !== 'object' || value === null) return [];
  const known = propertiesOf(resolve, schema);
  return Object.entries(value).flatMap(([key, inner]) =>
    known[key] === undefined ? [`unknown key ${key}`] : unknownKeys(resolve, known[key], inner),
  );
}

function propertiesOf(resolve: Resolve, schema: Node | undefined): Record<string, Node> {
  const node = resolve(schema);
  const parts: Node[] = [...(node.allOf ?? []), ...(node.anyOf ?? [])];
  return Object.assign({}, node.properties, ...parts.map((part) => propertiesOf(resolve, part)));
}
