import * as v from 'valibot';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { fileInfo } from '../cards/file-consent.ts';
import { guarded, type May, passed, refused } from '../rights/guarded.ts';
import { type ListFile, seesListFile } from '../rights/list-file-rights.ts';
import { asMember, insiders } from '../rights/person-rights.ts';
import { madeRequest } from '../rights/request-rights.ts';
import { reply } from '../sending/reply.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { inBackground } from './in-background.ts';
import { spooled } from './spool-file.ts';
import { templateFile } from './template-file.ts';
import { uploadFile } from './upload-file.ts';
import { writeListFile } from './write-list-file.ts';
import { type FileKind, writeResultsFile } from './write-results-file.ts';

const contextShape = v.variant('kind', [
  v.object({
    kind: v.picklist(['results', 'problems']),
    requestId: v.pipe(v.number(), v.safeInteger()),
  }),
  v.object({ kind: v.literal('template') }),
  v.object({ kind: v.picklist(['guests', 'report', 'audit']), list: v.string() }),
]);
const uploadShape = v.object({
  name: v.string(),
  uploadUrl: v.string(),
  contentUrl: v.optional(v.string()),
  uniqueId: v.optional(v.string()),
  fileType: v.optional(v.string()),
});

type Consent = { context: unknown; uploadInfo: unknown; messageId: string | undefined };

/**
 * The thing that a consent's context names: a template, a list, or a request of this person. The client sends the
 * context back.
 */
type Offered = { kind: 'template' } | ListFile | { kind: FileKind; request: RequestRecord };

const mayTake: May<Consent, Offered> = async (deps, turn, consent) => {
  if (turn.scope !== 'personal') return refused({ notice: 'personal only' });
  const context = v.safeParse(contextShape, consent.context);
  if (!context.success) return refused({ notice: 'not found' });
  const { output } = context;
  if (output.kind === 'template')
    return await passed(asMember(deps, turn, undefined), () => output);
  if ('list' in output) return await seesListFile(deps, turn, output);
  const { kind } = output;
  return await passed(madeRequest(deps, turn, output), ({ request }) => ({ kind, request }));
};

/**
 * Writes the file from the rows as they are now, and uploads it to the address that Teams named. Answers at once: Teams
 * waits for no long file.
 */
export const acceptFile = guarded<Consent, Offered, void>({
  may: insiders(mayTake),
  run: async (deps, turn, { uploadInfo, messageId }, offered) => {
    const upload = v.safeParse(uploadShape, uploadInfo);
    if (!upload.success) return await sayNotice(turn, { notice: 'not found' });
    inBackground(deps, turn, () => putFile(deps, turn, { offered, messageId, to: upload.output }));
  },
  refuse: sayNotice,
});

type Accepted = {
  offered: Offered;
  to: v.InferOutput<typeof uploadShape>;
  messageId: string | undefined;
};

async function putFile(
  deps: BotDeps,
  turn: Turn,
  { offered, to, messageId }: Accepted,
): Promise<void> {
  const file = await write(deps, turn, offered);
  if (file === undefined) return await sayNotice(turn, { notice: 'not found' });
  const rule = { hosts: deps.config.sharePointHosts, loopback: deps.config.loopback };
  const put = await spooled(deps.db, file, (sized) => uploadFile(to.uploadUrl, sized, rule));
  deps.log.info('file put', { kind: offered.kind, done: put });
  if (!put) return await sayNotice(turn, { notice: 'file lost' });
  await removeConsent(deps, turn, messageId);
  const { name, contentUrl = '', uniqueId = '', fileType = 'csv' } = to;
  const info = fileInfo({ name, contentUrl, uniqueId, fileType });
  await reply(deps, turn.reference, { type: 'message', summary: name, attachments: [info] });
}

async function write({ db, clock }: BotDeps, turn: Turn, offered: Offered) {
  switch (offered.kind) {
    case 'template':
      return templateFile(turn);
    case 'guests':
    case 'report':
    case 'audit':
      return await writeListFile(db, offered, turn, clock.now());
    case 'results':
    case 'problems':
      return await writeResultsFile(db, offered.request, offered.kind, turn);
  }
}

const inPersonalChat: May<unknown, undefined> = async (deps, turn) =>
  turn.scope === 'personal'
    ? await asMember(deps, turn, undefined)
    : refused({ notice: 'personal only' });

/** Answers somebody who does not want the file. */
export const declineFile = guarded<string | undefined, undefined, void>({
  may: insiders(inPersonalChat),
  run: async (deps, turn, messageId) => {
    await removeConsent(deps, turn, messageId);
    await sayNotice(turn, { notice: 'file declined' });
  },
  refuse: sayNotice,
});

/**
 * Removes an answered consent, so that nobody answers it again. The client names the message. In a channel it could
 * name a card that others need, so this runs in personal chats only.
 */
async function removeConsent(
  deps: BotDeps,
  turn: Turn,
  messageId: string | undefined,
): Promise<void> {
  if (messageId !== undefined) await deps.connector.remove(turn.reference, messageId);
}
