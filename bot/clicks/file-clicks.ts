import { findRequest } from '../../src/store/requests/requests.ts';
import { fileConsent } from '../cards/file-consent.ts';
import { type FileKind, writeFile } from '../files/write-file.ts';
import { reply } from '../sending/reply.ts';
import { answerNotice, type ClickHandler } from './click.ts';

/** Offers the results, or the faulty rows, as a file for the requester's OneDrive. */
const offer =
  (kind: FileKind): ClickHandler =>
  async (deps, turn, data) => {
    const request =
      data.requestId === undefined
        ? undefined
        : await findRequest(deps.db, turn.who.tenantId, data.requestId);
    if (request?.requesterId !== turn.who.personId) return answerNotice('not found');
    if (turn.scope !== 'personal') return answerNotice('personal only');
    const file = await writeFile(deps.db, request, kind, turn.language);
    if (file === undefined) return answerNotice('not found');
    const consent = fileConsent(
      {
        requestId: request.id,
        number: request.id,
        kind,
        fileName: file.name,
        sizeInBytes: file.bytes.length,
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

export const results = offer('results');
export const problems = offer('problems');
