/** What SharePoint writes before the headings, on their line: the list's schema, as JSON. */
const mark = /^\ufeff?ListSchema=(?=\{)/;

/** The text without a schema before it. Only what is whole JSON is taken away. */
export function withoutSchema(text: string): string {
  const begun = mark.exec(text)?.[0].length;
  if (begun === undefined) return text;
  let [depth, isText] = [0, false];
  for (let at = begun; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isText && sign === '\\') at += 1;
    else if (sign === '"') isText = !isText;
    else if (!isText && sign === '{') depth += 1;
    else if (!isText && sign === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(at + 1);
    }
  }
  return text;
}
