/** SharePoint writes the list's schema as JSON before the headings, on the same line. */
const mark = /^\ufeff?ListSchema=(?=\{)/;
/** The marks that show where JSON ends: its braces, and its strings, which may contain braces. */
const parts = /"(?:[^"\\]+|\\[\s\S])*"?|[{}]/g;

/** Removes a schema at the start of the text, if its JSON is complete. */
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
