/**
 * A path in Graph with every value encoded: guests' names hold `#` and `+`, and the Graph client
 * sends a path as it stands.
 */
export function graphPath(parts: TemplateStringsArray, ...values: readonly string[]): string {
  // Without its value `/users/` lists everybody, and dots climb out of their place.
  if (values.some((value) => /^\.{0,2}$/.test(value)))
    throw new Error('A path of Graph lacks an id');
  return parts.map((part, i) => part + encodeURIComponent(values[i] ?? '')).join('');
}

/** A text in an OData filter. It is not encoded for the address: `query` is, as a whole. */
export function odataText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
