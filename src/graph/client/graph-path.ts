/**
 * Builds a path with every value encoded: guests' names contain `#` and `+`, and the Graph client sends a path as it
 * is.
 */
export function graphPath(parts: TemplateStringsArray, ...values: readonly string[]): string {
  // Without its value `/users/` lists everybody, and dots lead to another path.
  if (values.some((value) => /^\.{0,2}$/.test(value)))
    throw new Error('A path of Graph lacks an id');
  return parts.map((part, i) => part + encodeURIComponent(values[i] ?? '')).join('');
}

/** Quotes a text for an OData filter. It is not encoded for the address: `query` is, as a whole. */
export function odataText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
