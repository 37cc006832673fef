/**
 * Builds a path and encodes every value: guests' names contain `#` and `+`, and the library sends a path as it is.
 * Throws for an empty value and for dots.
 */
export function graphPath(parts: TemplateStringsArray, ...values: readonly string[]): string {
  // Without its value, `/users/` lists everybody. Dots lead to another path.
  if (values.some((value) => /^\.{0,2}$/.test(value)))
    throw new Error('A path of Graph lacks an id');
  return parts.map((part, i) => part + encodeURIComponent(values[i] ?? '')).join('');
}

/** Quotes a text for an OData filter. The client encodes the whole query later. */
export function odataText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
