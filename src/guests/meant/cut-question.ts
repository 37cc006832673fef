const asks = /(?<!\p{L})(?:questions?|vragen|rückfragen|fragen)(?!\p{L})/giu;
const whom =
  /\?|(?<!\p{L})(?:contact|ask|call|mail|e-?mail|reach|to|bel|vraag|via|bij|aan|an|bei|kontaktieren|contactez|appelez)(?!\p{L})/iu;
/** In characters, before the address. */
const farthest = 120;

/**
 * Cuts from a line the sentence that says whom to ask, and what follows it: `Any questions? Call Alex
 * (alex@x.example)`.
 */
export function cutQuestion(line: string, left: string[]): string {
  if (!line.includes('@') || line.length > 4_000) return line;
  for (const { index } of line.matchAll(asks)) {
    const at = line.indexOf('@', index);
    if (at < 0) break;
    const between = line.slice(index, at);
    const isNear = between.length < farthest && whom.test(between.replace(/\S*$/, ''));
    if (!isNear) continue;
    const start = Math.max(
      ...['. ', '! ', '? ', '; ', ', '].map((end) => line.lastIndexOf(end, index) + 1),
    );
    left.push(line.slice(start));
    return line.slice(0, start);
  }
  return line;
}
