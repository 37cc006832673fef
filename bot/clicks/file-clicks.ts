import { fileConsent } from '../cards/file-consent.ts';
import { writeListFile } from '../files/write-list-file.ts';
import { type FileKind, writeResultsFile } from '../files/write-results-file.ts';
import { lengthOf } from '../files/written-file.ts';
import { type ListFile, namedList } from '../rights/list-file-rights.ts';
import type { OwnRequest } from '../rights/related-request.ts';
import { reply } from '../sending/reply.ts';
import { faultNotice } from '../turns/begin-turn.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
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

/**
 * Offers a list as a file for the person's OneDrive. The offer names the length of the file: a long list takes longer to
 * write than Teams waits for the answer to a click.
 */
export const sendListFile: ClickHandler<unknown, ListFile> = async (deps, turn, _sent, wanted) => {
  const offered = offerList(deps, turn, wanted).catch((error: unknown) =>
    sayNotice(turn, faultNotice(deps, turn, error)),
  );
  deps.background(offered);
  return answerNotice('file follows');
};

async function offerList(deps: BotDeps, turn: Turn, wanted: ListFile): Promise<void> {
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
}
