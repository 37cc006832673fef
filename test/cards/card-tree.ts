import assert from 'node:assert/strict';

export type Node = Record<string, unknown>;

/** Every object of a card with the name of its property, from the outside in. */
export function* nodesOf(value: unknown, held = 'card'): Generator<{ held: string; node: Node }> {
  if (Array.isArray(value)) for (const inner of value) yield* nodesOf(inner, held);
  if (!isNode(value)) return;
  yield { held, node: value };
  for (const [name, inner] of Object.entries(value)) yield* nodesOf(inner, name);
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asNode(value: unknown): Node {
  assert.ok(isNode(value));
  return value;
}

export function asList(value: unknown): unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}
