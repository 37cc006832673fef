import type * as v from 'valibot';

type Json = { [key: string]: unknown };
/** The parts of a valibot schema that this file converts. */
type Node = {
  type: string;
  kind: string;
  entries?: Record<string, Node>;
  item?: Node;
  options?: readonly unknown[];
  wrapped?: Node;
  default?: unknown;
  pipe?: readonly Node[];
  requirement?: unknown;
  description?: string;
  metadata?: Json;
};

/** The JSON Schema that editors check PROJECTS_FILE with. */
export function toJsonSchema(root: v.GenericSchema): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Guestlist projects',
    ...convert(asNode(root)),
  };
}

function asNode(schema: object): Node {
  if (!('type' in schema) || typeof schema.type !== 'string') throw new Error('not a schema');
  return { kind: '', ...schema, type: schema.type };
}

function convert(node: Node): Json {
  const [first, ...steps] = node.pipe ?? [];
  const base = first?.pipe === undefined ? convertBase(node) : convert(first);
  return Object.assign(base, ...steps.map((step) => convertStep(step, base.type)));
}

function convertBase(node: Node): Json {
  switch (node.type) {
    case 'strict_object': {
      const entries = Object.entries(node.entries ?? {});
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([key, entry]) => [key, convert(entry)])),
        required: entries.filter(([, { type }]) => type !== 'optional').map(([key]) => key),
        additionalProperties: false,
      };
    }
    case 'array':
      return { type: 'array', items: node.item === undefined ? {} : convert(node.item) };
    case 'optional': {
      const inner = node.wrapped === undefined ? {} : convert(node.wrapped);
      return node.default === undefined ? inner : { ...inner, default: node.default };
    }
    case 'picklist':
      return { enum: node.options };
    case 'string':
    case 'boolean':
    case 'number':
      return { type: node.type };
    default:
      throw new Error(`No JSON Schema for ${node.type}`);
  }
}

function convertStep({ type, requirement, description, metadata }: Node, of: unknown): Json {
  switch (type) {
    case 'description':
      return { description };
    case 'metadata':
      return metadata ?? {};
    case 'regex':
      return { pattern: requirement instanceof RegExp ? requirement.source : undefined };
    case 'integer':
      return { type: 'integer' };
    case 'min_value':
      return { minimum: requirement };
    case 'min_length':
      return of === 'array' ? { minItems: requirement } : { minLength: requirement };
    case 'max_length':
      return of === 'array' ? { maxItems: requirement } : { maxLength: requirement };
    case 'non_empty':
      return { minLength: 1 };
    case 'check':
    case 'transform':
    case 'trim':
    case 'to_upper_case':
      return {};
    default:
      throw new Error(`No JSON Schema for ${type}`);
  }
}
