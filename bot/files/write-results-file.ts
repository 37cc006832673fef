import type { ListLayout } from '../../src/guests/list/partner-row.ts';
import { resultsWriter } from '../../src/guests/list/results-file.ts';
import { separatorOf } from '../../src/guests/list/separator.ts';
import { namedReason } from '../../src/guests/named-reason.ts';
import type { Db } from '../../src/store/database.ts';
import { activeProjects } from '../../src/store/projects.ts';
import { namesForRequest } from '../../src/store/requests/known-names.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import {
  type ResultRowWithCells,
  resultPagesWithCells,
  sizeOf,
} from '../../src/store/requests/results.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import { statusOf } from '../drawing/draw-result.ts';
import { undeliveredMails } from '../drawing/undelivered-mails.ts';
import { movedEnd } from '../naming/moved-end.ts';
import { withProjectName } from '../naming/project-name.ts';
import type { Turn } from '../turns/turn.ts';
import { reasonsWords, reasonWords } from '../words/reason-words.ts';
import { say } from '../words/say.ts';
import { givenWords } from './access-given-words.ts';
import { asBytes, type WrittenFile } from './written-file.ts';

export type FileKind = 'results' | 'problems';

/** Writes the results of a request, or its faulty rows alone, in the layout of the list it came from. */
export async function writeResultsFile(
  db: Db,
  request: RequestRecord,
  kind: FileKind,
  { language, locale }: Pick<Turn, 'language' | 'locale'>,
): Promise<WrittenFile | undefined> {
  const { layout } = request;
  if (layout === null) return undefined;
  const speak = say(language);
  const held = request.heldAt !== null || (await readBreaker(db)).openSince !== null;
  const delimiter = separatorFor(request, layout, locale ?? language);
  const file = resultsWriter({ ...layout, delimiter }, (await sizeOf(db, request.id)).widest);
  const names = await namesForRequest(db, request.id);
  const projects = await activeProjects(db);
  const given = givenWords(names, speak);
  const over = await undeliveredMails(db, request);
  const mayNotArrive = (row: ResultRowWithCells) => {
    if (!over?.invitations.has(row.invitationId ?? 0)) return [];
    const { domain, most } = over;
    return [reasonWords({ code: 'mail over limit', values: { domain, most } }, speak)];
  };
  const extended = (row: ResultRowWithCells) => {
    const { from = 'none', to: day = '' } = movedEnd(row, statusOf(row, held)) ?? {};
    return day === '' ? [] : [reasonWords({ code: 'end moved', values: { from, day } }, speak)];
  };
  const toRow = (row: ResultRowWithCells) => ({
    cells: row.cells,
    // A file says `held` of a row that has not ended yet.
    status: statusOf(row, held) ?? ('held' as const),
    reason:
      row.problems.length > 0
        ? reasonsWords(
            row.problems.map((problem) => withProjectName(problem, projects)),
            speak,
          )
        : [
            ...extended(row),
            ...[row.skipped, ...(row.reasons ?? [row.reason])].flatMap((reason) =>
              reason
                ? reasonWords(withProjectName(namedReason(reason, names), projects), speak)
                : [],
            ),
            ...given(row),
            ...mayNotArrive(row),
          ].join(' '),
    objectId: row.objectId ?? undefined,
    requestNumber: request.id,
  });
  const only = kind === 'results' ? 'all' : 'problems';
  // Writes some rows at a time: a long list must not keep others waiting.
  async function* texts(rows: Db): AsyncGenerator<string> {
    yield file.head();
    for await (const page of resultPagesWithCells(rows, request.id, only)) {
      yield* file.pieces(page.map(toRow));
    }
  }
  const name = `guestlist-${request.id}-${kind}.csv`;
  return { name, chunks: (rows) => asBytes(texts(rows)) };
}

/** The file's own separator. For a line or a workbook, the separator that the person's spreadsheet expects. */
function separatorFor(
  { source, fileName }: Pick<RequestRecord, 'source' | 'fileName'>,
  { delimiter }: ListLayout,
  locale: string,
): string {
  const isText = source === 'file' && !/\.xls[xm]$/i.test(fileName ?? '');
  return isText ? delimiter : separatorOf(locale);
}
