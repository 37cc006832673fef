/**
 * Splits running text into the entries of a list, at commas, semicolons and line breaks. A comma inside quotes or
 * before a bracketed address (`Doe, Jane <jane@x.example>`) belongs to the name.
 */
export function splitEntries(text: string): string[] {
  const parts = text.match(/(?:"[^"\n]*"|<[^<>\n]*>|[^;\n\r])+/g) ?? [];
  return parts.flatMap((part) => joinNames(part.match(/(?:"[^"]*"|<[^<>]*>|[^,])+/g) ?? []));
}

function joinNames(pieces: readonly string[]): string[] {
  const entries: string[] = [];
  let waiting: string[] = [];
  for (const piece of pieces.map((text) => text.trim()).filter((text) => text !== '')) {
    const isNamed = /^[^@<]*<[^<>]*>$/.test(piece);
    if (!piece.includes('@')) {
      waiting.push(piece);
    } else if (isNamed && !piece.startsWith('<')) {
      entries.push([...waiting, piece].join(', '));
      waiting = [];
    } else {
      entries.push(...waiting, piece);
      waiting = [];
    }
  }
  return [...entries, ...waiting];
}

/** With a semicolon wherever something else parts two addresses. */
export const parted = (text: string): string =>
  text
    .replace(/<\/?(?:br|p|div|li)\s*\/?>/gi, '; ')
    .replace(/^\s*[[{]\s*"?|"?\s*[\]}]\s*$/g, '')
    .replace(/"\s?,\s?"/g, '; ')
    .replace(/[、；，]/g, '; ')
    .replace(/;#\d+(?:;#)?|;#/g, '; ')
    .replace(/\s(?:and|or|en|of|und|oder|et|ou|y|o|e|och|og|&|\+|-|–)\s(?=[^\s@]{1,100}@)/gi, '; ')
    .replace(/\s?[|/]\s?(?=[^\s@]{1,100}@)/g, '; ')
    .replace(/(@\S{1,300})\s(?=[^\s@<]{1,100}@)/g, '$1; ');
