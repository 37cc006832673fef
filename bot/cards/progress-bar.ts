import type { CardData } from './render-card.ts';

export type BarPart = { count: number; kind: 'good' | 'attention' | 'rest' };

// A column's style is a pale tint in Teams, hardly seen on white and less in dark. So each part is
// filled with a small picture too, which stands out from both: green, striped red, half-clear grey.
// Where a client draws no such picture, the style is what is left.
const png = (base64: string) => `data:image/png;base64,${base64}`;
const looks = {
  good: {
    style: 'good',
    fill: png(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQMAAAAl21bKAAAAA1BMVEU4lDiwLX5yAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
    ),
  },
  attention: {
    style: 'attention',
    fill: png(
      'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQMAAAD+wSzIAAAABlBMVEXRNDj0yMlObUQTAAAAGElEQVR42mN4wHCQoZmBnYGPQYbBgqEAAB7jAv4wc1aaAAAAAElFTkSuQmCC',
    ),
  },
  rest: {
    style: 'emphasis',
    fill: png(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQMAAAAl21bKAAAAA1BMVEWgoKAG03+7AAAAAXRSTlNm5DccCwAAAApJREFUeNpjYAAAAAIAAeUn3vwAAAAASUVORK5CYII=',
    ),
  },
} satisfies Record<BarPart['kind'], CardData>;

/** The fillings of a bar's parts: the only pictures that cards hold. */
export const barFills: readonly string[] = Object.values(looks).map(({ fill }) => fill);

/**
 * Columns whose widths are in proportion: a bar that every client draws. Parts of nothing are left out. `of`: what the
 * width of the card stands for, where that is more than the parts together.
 */
export function bar(parts: readonly BarPart[], of = 0): CardData[] {
  const total = Math.max(of, sumOf(parts));
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, kind }) => ({
      width: Math.max(1, Math.round((count / total) * 100)),
      ...looks[kind],
    }));
}

/** The part of the width, of 100, that a bar leaves empty. */
export const restOfBar = (parts: readonly BarPart[], of: number): number =>
  Math.max(0, Math.round((1 - sumOf(parts) / of) * 100));

const sumOf = (parts: readonly BarPart[]): number =>
  parts.reduce((sum, { count }) => sum + count, 0);
