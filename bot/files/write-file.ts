import { writeResults } from '../../src/guests/results-file.ts';
import { readBreaker } from '../../src/store/breaker.ts';
import type { Db } from '../../src/store/database.ts';
import { resultsOf } from '../../src/store/invitations.ts';
import { rowsOf } from '../../src/store/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests.ts';
import { reasonsWords, reasonWords } from '../cards/reason-words.ts';
import { type Language, say } from '../cards/say.ts';
import { statusOf } from '../tell/draw-result.ts';
import { namedReason } from '../tell/request-facts.ts';

export type FileKind = 'results' | 'problems';

/** The results of a request, or its faulty rows alone, in the layout of the list it came from. */
export async function writeFile(
  db: Db,
  request: RequestRecord,
  kind: FileKind,
  language: Language,
): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  if (request.layout === null) return undefined;
  const speak = say(language);
  const held = request.heldAt !== null || (await readBreaker(db)).openSince !== null;
  const cells = new Map((await rowsOf(db, request.id)).map((row) => [row.row, row.partner.cells]));
  const rows = (await resultsOf(db, request.id))
    .filter((row) => kind === 'results' || row.problems.length > 0)
    .map((row) => ({
      cells: cells.get(row.row) ?? [],
      // What has not come to an end yet stands still, as far as a file can say.
      status: statusOf(row, held) ?? ('held' as const),
      reason:
        row.problems.length > 0
          ? reasonsWords(row.problems, speak)
          : [row.skipped, row.reason]
              .flatMap((reason) => (reason ? reasonWords(namedReason(reason, request), speak) : []))
              .join(' '),
      objectId: row.objectId ?? undefined,
      requestNumber: request.id,
    }));
  const text = writeResults(request.layout, rows);
  return { name: `guestlist-${request.id}-${kind}.csv`, bytes: new TextEncoder().encode(text) };
}
