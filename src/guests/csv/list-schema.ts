/** What SharePoint writes before the headings, on their line: the list's schema, as JSON. */
const mark = /^\ufeff?ListSchema=(?=\{)/;
/** What counts in JSON for where it ends: its strings, which may hold braces, and its braces. */
const parts = /"(?:[^"\\]+|\\[\s\S])*"?|[{}]/g;

/** The text without a schema before it. Only what is whole JSON is taken away. */
export function withoutSchema(text: string): string {
  const begun = mark.exec(text)?.[0].length;
  if (begun === undefined) return text;
  let depth = 0;
  for (const { 0: part, index } of text.slice(begun).matchAll(parts)) {
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    if (depth === 0) return text.slice(begun + index + 1);
  }
  return text;
}
