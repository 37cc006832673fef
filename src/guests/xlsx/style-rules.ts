import { marksRow } from './cell-styles.ts';

const mostRanges = 8;
const rangeOrStyle =
  /<(?:\w+:)?conditionalFormatting\s[^<>]*sqref\s*=\s*["']([^"']*)["']|\sdxfId\s*=\s*["'](\d+)["']/g;

/**
 * Finds the rules of a sheet that strike text through or make it pale. The bot does not work out for which cells they
 * do so. `styles`: the numbers of such styles.
 */
export function startStyleRules(styles: ReadonlySet<string>) {
  const ranges = new Set<string>();
  let current = '';
  function takeTags(piece: string): void {
    for (const [, range, style = ''] of piece.matchAll(rangeOrStyle)) {
      if (range !== undefined) current = range;
      else if (styles.has(style)) ranges.add(current);
    }
  }

  /** Newer programs write the style into the rule, and the range behind it. */
  function takeNewer(piece: string): void {
    for (const rule of piece.split('<x14:cfRule ').slice(1)) {
      const style = /<x14:dxf>[\s\S]*?<\/x14:dxf>/.exec(rule)?.[0] ?? '';
      if (marksRow(style)) ranges.add(/<xm:sqref>([^<]*)</.exec(rule)?.[1] ?? current);
    }
  }

  return {
    /** Takes the XML behind the cells, in pieces that end between two tags. */
    take(piece: string): void {
      if (!piece.includes('cfRule')) return;
      takeTags(piece);
      takeNewer(piece);
    },
    ranges: (): string[] => [...ranges].filter(Boolean).slice(0, mostRanges),
  };
}
