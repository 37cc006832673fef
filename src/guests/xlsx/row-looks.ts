import { findAddresses, hasAddress } from '../text/find-addresses.ts';
import type { CellLook } from './cell-styles.ts';
import type { DoorNotes } from './door-notes.ts';
import type { CellLooks } from './struck-cells.ts';

const mostKept = 2_000;

/**
 * Notes the rows whose addresses people may not see, or may have made grey. Grey says nothing where most addresses are
 * grey.
 */
export function startLooks(looks: CellLooks, notes: Pick<DoorNotes, 'leave'>) {
  const pale: { line: number; addresses: readonly string[] }[] = [];
  let rows = 0;
  let count = 0;
  return {
    take(line: number, cells: readonly string[]): void {
      if (looks.size === 0) return;
      const columns = cells.flatMap((cell, column) => (hasAddress(cell) ? [column] : []));
      if (columns.length === 0) return;
      rows += 1;
      const like = (look: CellLook) =>
        columns
          .filter((column) => looks.get(line)?.get(column) === look)
          .flatMap((column) => findAddresses(cells[column] ?? '').addresses);
      const unseen = like('unseen');
      if (unseen.length > 0) notes.leave('rows unseen', line, unseen);
      const addresses = like('pale');
      if (addresses.length === 0) return;
      count += 1;
      if (pale.length < mostKept) pale.push({ line, addresses });
    },
    /** The sheet has no more rows. */
    close(): void {
      if (count * 2 > rows) return;
      for (const { line, addresses } of pale) notes.leave('rows pale', line, addresses);
    },
  };
}
