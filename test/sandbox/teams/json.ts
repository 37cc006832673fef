/** Any object from the wire. Its shape is not known: read it key by key. */
export type Json = { [key: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function objectAt(value: unknown, ...path: string[]): Json | undefined {
  let at: unknown = value;
  for (const key of path) at = isObject(at) ? at[key] : undefined;
  return isObject(at) ? at : undefined;
}

export function textAt(value: unknown, ...path: string[]): string | undefined {
  let at: unknown = value;
  for (const key of path) at = isObject(at) ? at[key] : undefined;
  return typeof at === 'string' ? at : undefined;
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const at = isObject(value) ? value[key] : undefined;
  return Array.isArray(at) ? at : [];
}
