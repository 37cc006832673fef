import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { type ConsentFile, fileConsent } from '../cards/file-consent.ts';
import { inBackground } from '../files/in-background.ts';
import { writeListFile } from '../files/write-list-file.ts';
import { type FileKind, writeResultsFile } from '../files/write-results-file.ts';
import { lengthOf } from '../files/written-file.ts';
import { type ListFile, namedList } from '../rights/list-file-rights.ts';
import type { OwnRequest } from '../rights/related-request.ts';
import { reply } from '../sending/reply.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/**
 * Offers the results, or the faulty rows, as a file for the requester's OneDrive. As with every list, the offer comes
 * after the answer to the click.
 */
const offerRows =
  (kind: FileKind): ClickHandler<unknown, OwnRequest> =>
  async (deps, turn, _sent, { request }) => {
    if (request.layout === null) return answerNotice('not found');
    inBackground(deps, turn, async () => {
      const file = await writeResultsFile(deps.db, request, kind, turn);
      if (file === undefined) return await sayNotice(turn, { notice: 'not found' });
      const sizeInBytes = await lengthOf(deps.db, file);
      const { id } = request;
      await offer(deps, turn, {
        requestId: id,
        number: id,
        kind,
        fileName: file.name,
        sizeInBytes,
      });
    });
    return answerNotice('file follows');
  };

/** Offers the results of a request. */
export const sendResults = offerRows('results');
/** Offers the faulty rows of a request, so that the requester can correct them and drop them in again. */
export const sendProblems = offerRows('problems');

/**
 * Offers a list as a file for the person's OneDrive. The offer names the length of the file: a long list takes longer
 * to write than Teams waits for the answer to a click.
 */
export const sendListFile: ClickHandler<unknown, ListFile> = async (deps, turn, _sent, wanted) => {
  inBackground(deps, turn, async () => {
    const file = await writeListFile(deps.db, wanted, turn, deps.clock.now());
    const sizeInBytes = await lengthOf(deps.db, file);
    const named = { kind: wanted.kind, ...namedList(wanted) };
    await offer(deps, turn, { ...named, fileName: file.name, sizeInBytes });
  });
  return answerNotice('file follows');
};

async function offer(deps: BotDeps, turn: Turn, file: ConsentFile): Promise<void> {
  const { attachment, summary } = fileConsent(file, turn.language);
  await reply(deps, turn.reference, { type: 'message', summary, attachments: [attachment] });
}
