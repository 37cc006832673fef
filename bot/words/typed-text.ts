/** A request's number as people type it, `#1042` or `1042`, and nothing else. */
export function readRequestNumber(text: string): number | undefined {
  const [, digits] = /^#?\s*(\d{1,12})\s*$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** A project's name as people type it: in quotation marks where it has spaces, or without. */
export function unquoted(text: string): string {
  return text.replace(/^["“']|["”']$/g, '').trim();
}
