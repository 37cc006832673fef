import { fileConsent } from '../cards/file-consent.ts';
import { writeListFile } from '../files/write-list-file.ts';
import { type FileKind, writeResultsFile } from '../files/write-results-file.ts';
import { lengthOf } from '../files/written-file.ts';
import { type ListFile, namedList } from '../rights/list-file-rights.ts';
import type { OwnRequest } from '../rights/related-request.ts';
import { reply } from '../sending/reply.ts';
import { answerNotice, type ClickHandler } from './click.ts';

/** Offers the results, or the faulty rows, as a file for the requester's OneDrive. */
const offer =
  (kind: FileKind): ClickHandler<unknown, OwnRequest> =>
  async (deps, turn, _sent, { request }) => {
    const file = await writeResultsFile(deps.db, request, kind, turn);
    if (file === undefined) return answerNotice('not found');
    const consent = fileConsent(
      {
        requestId: request.id,
        number: request.id,
        kind,
        fileName: file.name,
        sizeInBytes: await lengthOf(deps.db, file),
      },
      turn.language,
    );
    const message = {
      type: 'message',
      summary: consent.summary,
      attachments: [consent.attachment],
    } as const;
    await reply(deps, turn.reference, message);
    return answerNotice('file follows');
  };

/** Offers the results of a request. */
export const sendResults = offer('results');
/** Offers the faulty rows of a request, to be corrected and dropped in again. */
export const sendProblems = offer('problems');

/** Offers a list as a file for the person's OneDrive. */
export const sendListFile: ClickHandler<unknown, ListFile> = async (deps, turn, _sent, wanted) => {
  const file = await writeListFile(deps.db, wanted, turn, deps.clock.now());
  const { attachment, summary } = fileConsent(
    {
      kind: wanted.kind,
      ...namedList(wanted),
      fileName: file.name,
      sizeInBytes: await lengthOf(deps.db, file),
    },
    turn.language,
  );
  await reply(deps, turn.reference, { type: 'message', summary, attachments: [attachment] });
  return answerNotice('file follows');
};
