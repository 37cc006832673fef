import { readYesNo } from '../list/cell-values.ts';
import type { Column } from '../list/list-header.ts';
import type { ListLayout } from '../list/partner-row.ts';
import { titleOf, unread } from './column-evidence.ts';
import type { NoteBook } from './list-notes.ts';

/** Headings of columns in which people tick whom they mean. */
const ticks =
  /^\W*(?:to )?(?:invit(?:e|er|ar|are)|uit ?nodigen|ein(?:zu)?laden|convidar|zaprosić|select(?:ed|ie)?|include|meenemen|auswahl|sélection)\W*$/iu;
const signs = /^[☑✅✓✔]\ufe0f?$/u;
const mostKept = 2_000;

/**
 * Finds the rows without a tick in a column where others have one: nobody ticked these people, so perhaps nobody means
 * them.
 */
export function startTicks() {
  const blank: { line: number; text: string }[] = [];
  let header: readonly string[] | undefined;
  let place = -1;
  let ticked = 0;
  return {
    take(
      { layout, columns }: { layout: Pick<ListLayout, 'header'>; columns: readonly Column[] },
      { line, cells, address }: { line: number; cells: readonly string[]; address: string },
    ): void {
      if (layout.header !== header) {
        header = layout.header;
        place = header.findIndex((each, at) => unread(columns[at]) && ticks.test(each));
      }
      if (place < 0) return;
      const cell = (cells[place] ?? '').trim();
      if (readYesNo(cell) === true || signs.test(cell)) ticked += 1;
      const isBlank = cell === '' && address.includes('@') && blank.length < mostKept;
      if (isBlank) blank.push({ line, text: `${address} (${titleOf(header, place)}: –)` });
    },
    close(notes: Pick<NoteBook, 'leave'>): void {
      if (ticked === 0) return;
      for (const { line, text } of blank) notes.leave('rows marked', line, [text]);
    },
  };
}
export type Ticks = ReturnType<typeof startTicks>;
