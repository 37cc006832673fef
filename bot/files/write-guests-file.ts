import { csvHead, csvLines } from '../../src/guests/exports/csv-lines.ts';
import { guestCells, guestColumns } from '../../src/guests/exports/guests-file.ts';
import { separatorOf } from '../../src/guests/list/separator.ts';
import type { Db } from '../../src/store/database.ts';
import { projectGuestPages } from '../../src/store/guests/project-guests.ts';
import { daysOf, guestsOf } from '../lists/draw-guests.ts';
import type { GuestList } from '../rights/guests-rights.ts';
import type { Turn } from '../turns/turn.ts';
import { asBytes, type WrittenFile } from './written-file.ts';

/** Writes the guests of a project, some at a time: a long list must not keep others waiting. */
export function writeGuestsFile(
  { project, filter }: GuestList,
  { who, language, locale, timeZone }: Pick<Turn, 'who' | 'language' | 'locale' | 'timeZone'>,
  now: Date,
): WrittenFile {
  const delimiter = separatorOf(locale ?? language);
  const which = guestsOf({ tenantId: who.tenantId, project, filter }, now);
  async function* texts(db: Db): AsyncGenerator<string> {
    yield csvHead(guestColumns, delimiter);
    for await (const page of projectGuestPages(db, which)) {
      const cells = page.map((guest) => guestCells({ ...guest, ...daysOf(guest, timeZone) }));
      yield csvLines(cells, delimiter);
    }
  }
  const part = filter === 'all' ? 'guests' : `guests-${filter}`;
  return {
    name: `guestlist-${project.key}-${part}.csv`,
    chunks: (db) => asBytes(texts(db)),
  };
}
