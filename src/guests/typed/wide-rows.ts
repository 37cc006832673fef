import { hasAddress } from '../text/find-addresses.ts';

/** Tabs in a line: fewer are a name and an address, which people type too. */
const fewest = 2;

/**
 * Finds the table in a message whose headings the reader does not know: lines of three cells or more with tabs between,
 * as programs copy them, below one without an address. `at`: the headings. `last`: the line behind the table.
 */
export function findWideRows(lines: readonly string[]): { at: number; last: number } | undefined {
  const first = lines.findIndex((line) => tabsIn(line) >= fewest && hasAddress(line));
  const tabs = tabsIn(lines[first] ?? '');
  const rows = lines.filter((line) => line.includes('\t') && hasAddress(line));
  // Empty cells at the end of a row may be gone.
  if (first < 0 || rows.length < 2 || rows.some((line) => tabsIn(line) > tabs)) return undefined;
  if (rows.filter((line) => tabsIn(line) === tabs).length * 2 <= rows.length) return undefined;
  if (lines.some((line) => !line.includes('\t') && hasAddress(line))) return undefined;
  if (first === 0 || tabsIn(lines[first - 1] ?? '') !== tabs) return undefined;
  return { at: first - 1, last: lines.findLastIndex((line) => line.includes('\t')) + 1 };
}

const tabsIn = (line: string): number => line.split('\t').length - 1;
