import * as v from 'valibot';
import { findRequest } from '../../src/store/requests/requests.ts';
import { fileInfo } from '../cards/file-consent.ts';
import { reply } from '../sending/reply.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { putFile } from './put-file.ts';
import { templateFile } from './template-file.ts';
import { writeFile } from './write-file.ts';

const contextShape = v.variant('kind', [
  v.object({
    kind: v.picklist(['results', 'problems']),
    requestId: v.pipe(v.number(), v.safeInteger()),
  }),
  v.object({ kind: v.literal('template') }),
]);
type Context = v.InferOutput<typeof contextShape>;
const uploadShape = v.object({
  name: v.string(),
  uploadUrl: v.string(),
  contentUrl: v.optional(v.string()),
  uniqueId: v.optional(v.string()),
  fileType: v.optional(v.string()),
});

/** Somebody takes the file: it is written from the rows of this moment and put where Teams says. */
export async function acceptFile(
  deps: BotDeps,
  turn: Turn,
  consent: { context: unknown; uploadInfo: unknown; messageId: string | undefined },
): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  const context = v.safeParse(contextShape, consent.context);
  const upload = v.safeParse(uploadShape, consent.uploadInfo);
  const file = context.success ? await offeredFile(deps, turn, context.output) : undefined;
  if (file === undefined || !upload.success) return await sayNotice(turn, { notice: 'not found' });
  const rule = { hosts: deps.config.sharePointHosts, loopback: deps.config.loopback };
  const put = await putFile(upload.output.uploadUrl, file.bytes, rule);
  deps.log.info('file put', { kind: file.kind, done: put });
  if (!put) return await sayNotice(turn, { notice: 'file lost' });
  await removeConsent(deps, turn, consent.messageId);
  const { name, contentUrl = '', uniqueId = '', fileType = 'csv' } = upload.output;
  const info = fileInfo({ name, contentUrl, uniqueId, fileType });
  await reply(deps, turn.reference, { type: 'message', summary: name, attachments: [info] });
}

/** The context comes back from the client: whose request it is, the row says. */
async function offeredFile(
  deps: BotDeps,
  turn: Turn,
  context: Context,
): Promise<{ kind: string; bytes: Uint8Array } | undefined> {
  const { kind } = context;
  if (kind === 'template') return { kind, ...templateFile(turn.language) };
  const request = await findRequest(deps.db, turn.who.tenantId, context.requestId);
  if (request?.requesterId !== turn.who.personId) return undefined;
  const file = await writeFile(deps.db, request, kind, turn.language);
  return file && { kind, ...file };
}

export async function declineFile(
  deps: BotDeps,
  turn: Turn,
  messageId: string | undefined,
): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  await removeConsent(deps, turn, messageId);
  await sayNotice(turn, { notice: 'file declined' });
}

/**
 * A consent that was answered must not be answered again. Which message that was the client says: in a channel it could
 * name, and so take away, a card that others need.
 */
async function removeConsent(
  deps: BotDeps,
  turn: Turn,
  messageId: string | undefined,
): Promise<void> {
  if (messageId !== undefined) await deps.connector.remove(turn.reference, messageId);
}
