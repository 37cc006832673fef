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
