import * as v from 'valibot';
import { findRequest } from '../../src/store/requests.ts';
import { fileInfo } from '../cards/file-consent.ts';
import type { BotDeps } from '../deps.ts';
import { sayNotice } from '../handlers/say-notice.ts';
import { reply } from '../tell/reply.ts';
import type { Turn } from '../turn.ts';
import { putFile } from './put-file.ts';
import { writeFile } from './write-file.ts';

const contextShape = v.object({ requestId: v.number(), kind: v.picklist(['results', 'problems']) });
const uploadShape = v.object({
  name: v.string(),
  uploadUrl: v.string(),
  contentUrl: v.optional(v.string()),
  uniqueId: v.optional(v.string()),
  fileType: v.optional(v.string()),
});

/** The requester takes the file: it is written from the rows of this moment and put where Teams says. */
export async function acceptFile(
  deps: BotDeps,
  turn: Turn,
  consent: { context: unknown; uploadInfo: unknown; messageId: string | undefined },
): Promise<void> {
  const context = v.safeParse(contextShape, consent.context);
  const upload = v.safeParse(uploadShape, consent.uploadInfo);
  // The context comes back from the client: whose request it is, the row says.
  const request =
    context.success && upload.success
      ? await findRequest(deps.db, turn.who.tenantId, context.output.requestId)
      : undefined;
  if (!context.success || !upload.success || request?.requesterId !== turn.who.personId) {
    return await sayNotice(turn, { notice: 'not found' });
  }
  const file = await writeFile(deps.db, request, context.output.kind, turn.language);
  const rule = { hosts: deps.config.sharePointHosts, loopback: deps.config.loopback };
  const put = file !== undefined && (await putFile(upload.output.uploadUrl, file.bytes, rule));
  deps.log.info('file put', { requestId: request.id, kind: context.output.kind, done: put });
  if (!put) return await sayNotice(turn, { notice: 'file lost' });
  await removeConsent(deps, turn, consent.messageId);
  const { name, contentUrl = '', uniqueId = '', fileType = 'csv' } = upload.output;
  const info = fileInfo({ name, contentUrl, uniqueId, fileType });
  await reply(deps, turn.reference, { type: 'message', summary: name, attachments: [info] });
}

export async function declineFile(
  deps: BotDeps,
  turn: Turn,
  messageId: string | undefined,
): Promise<void> {
  await removeConsent(deps, turn, messageId);
  await sayNotice(turn, { notice: 'file declined' });
}

/** A consent that was answered must not be answered again. */
async function removeConsent(
  deps: BotDeps,
  turn: Turn,
  messageId: string | undefined,
): Promise<void> {
  if (messageId !== undefined) await deps.connector.remove(turn.reference, messageId);
}
