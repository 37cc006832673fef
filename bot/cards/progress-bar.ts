import type { CardData } from './render-card.ts';

export type BarPart = { count: number; style: 'good' | 'warning' | 'attention' | 'emphasis' };

/** Columns whose widths are in proportion: a bar that every client draws. Parts of nothing are left out. */
export function bar(parts: readonly BarPart[]): CardData[] {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, style }) => ({ width: Math.max(1, Math.round((count / total) * 100)), style }));
}
