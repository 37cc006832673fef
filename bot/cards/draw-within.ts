import type { Card } from './render-card.ts';

/** Teams' limit for a message, less room around the card. */
const mostBytes = 27 * 1024;

/**
 * Draws a card by the first measure by which it fits into a message of Teams, or by the last one if none fits. The
 * first measure serves nearly every list. The others serve lists whose texts are as long as they can be.
 */
export function drawWithin<Measure>(
  [first, ...others]: readonly [Measure, ...Measure[]],
  draw: (measure: Measure) => Card,
): Card {
  let drawn = draw(first);
  for (const measure of others) {
    if (Buffer.byteLength(JSON.stringify(drawn.card), 'utf16le') <= mostBytes) return drawn;
    drawn = draw(measure);
  }
  return drawn;
}

/** The most characters in which a row says what differs from other rows, as measures for `drawWithin`. */
export const rowMeasures = [420, 160, 60, 30] as const;
