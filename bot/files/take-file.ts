import { ListRefused } from '../../src/guests/list/list-refused.ts';
import { leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { readBesideFile, type TypedBeside } from '../../src/guests/typed/typed-line.ts';
import type { Db } from '../../src/store/database.ts';
import { noteSaid } from '../../src/store/requests/request-messages.ts';
import { storeListFile } from '../../src/work/reading/store-list-file.ts';
import { closeCorrected } from '../../src/work/request/close-corrected.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { mayChangeAccounts } from '../rights/ending-rights.ts';
import { granted, type May } from '../rights/guarded.ts';
import { guardedByMessage } from '../rights/guarded-by-message.ts';
import { hint } from '../rights/hint.ts';
import { mayAsk } from '../rights/invite-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { makeRoom, messageOf, reviewNow } from '../turns/draft-request.ts';
import { editNotRead } from '../turns/request-before-edit.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { typingContext } from '../turns/typing-context.ts';
import { withWord } from '../turns/with-word.ts';
import { FileRefused, fetchFile } from './fetch-file.ts';
import { keepChunks } from './keep-chunks.ts';
import { speaksOfAccounts, takeAccountList } from './take-account-list.ts';

/** A file as Teams hands it over: where to fetch it once, for a few minutes. */
export type OfferedFile = { name: string; downloadUrl: string };

/**
 * Takes one file from a personal chat: a list, with or without `to <project>` beside it. Answers several files, and a
 * file in a channel, with a few words.
 */
export async function takeFile(
  deps: BotDeps,
  turn: Turn,
  files: readonly OfferedFile[],
): Promise<void> {
  if (turn.scope !== 'personal') return await hint(deps, turn, { notice: 'file in channel' });
  const [file] = files;
  if (files.length > 1 || file === undefined)
    return await hint(deps, turn, { notice: 'several files' });
  const answer = (own: Turn) => takeOne(deps, own, file);
  await withWord(deps, turn, { words: 'reading', answer });
}

/** `otherwise`: what to say to an operator who may drop lists of accounts, but none that invites. */
type MayTake = TypedBeside & { otherwise?: NoticeView | undefined };

/** Reads the text beside the file first, to answer at once to a project that nobody knows. */
const mayTakeFile: May<OfferedFile, MayTake> = async (deps, turn, file) => {
  const beside = readBesideFile(turn.text, await typingContext(deps, turn));
  const projects = beside.project === undefined ? [] : [beside.project];
  const asked = await mayAsk(deps, turn, { many: true, projects });
  if (asked.kind === 'granted') return granted(beside);
  const operates = await mayChangeAccounts('remove')(deps, turn, undefined);
  // The bot fetches no file for them, so it cannot know what is in it.
  if (operates.kind === 'refused') {
    const notice = speaksOfAccounts({ name: file.name, text: turn.text })
      ? operates.notice
      : asked.notice;
    return { kind: 'refused', notice: { ...notice, reasons: [{ code: 'account lists' }] } };
  }
  return granted({ ...beside, otherwise: asked.notice });
};

const takeOne = guardedByMessage<OfferedFile, MayTake>({ may: mayTakeFile, run: readAndReview });

async function readAndReview(
  deps: BotDeps,
  turn: Turn,
  file: OfferedFile,
  { project, language, until, leftOver, otherwise }: MayTake,
): Promise<void> {
  const { fileBytes: maxBytes, rows: maxRows } = deps.config.limits;
  const limits = { maxBytes, maxRows };
  const rule = { hosts: deps.config.sharePointHosts, loopback: deps.config.loopback };
  const bytes = keepChunks(fetchFile(file.downloadUrl, rule));
  if (otherwise !== undefined) {
    const what = { name: file.name, bytes, limits };
    const taken = await takeAccountList(deps, turn, what).catch((error) =>
      refused(deps, turn, error),
    );
    await bytes.close();
    return taken === false ? await sayNotice(turn, otherwise) : undefined;
  }
  const { who } = turn;
  const request = {
    tenantId: who.tenantId,
    requesterId: who.personId,
    requesterName: who.name,
    source: 'file' as const,
    fileName: file.name,
    choice: { ...(project && { project }), ...(language && { language }), ...(until && { until }) },
  };
  const list = {
    chunks: bytes.first(),
    limits,
    // A draft from before an edit goes once the file has been read, and not before.
    notes: async (rows: number, mended: number | undefined, db: Db) => [
      ...(await makeRoom({ ...deps, db }, turn, rows)),
      ...(mended === undefined ? [] : await closeCorrected({ ...deps, db }, who, mended)),
      ...leftOverNote(leftOver),
    ],
  };
  const asAccounts = () => takeAccountList(deps, turn, { name: file.name, bytes, limits });
  const read = await storeListFile(deps, request, list)
    .catch(async (error: unknown) => {
      if (namesAccounts(error) && (await asAccounts())) return undefined;
      throw error;
    })
    .catch((error: unknown) => refused(deps, turn, error))
    .finally(() => bytes.close());
  if (read?.kind === 'no rows') await sayNotice(turn, { notice: 'no rows', notes: read.notes });
  if (read?.kind !== 'read') return;
  await noteSaid(deps.db, read.requestId, messageOf(turn));
  await reviewNow(deps, turn, read.requestId);
}

/** Microsoft's files that remove or restore accounts invite nobody. */
const namesAccounts = (error: unknown) =>
  error instanceof ListRefused &&
  (error.code === 'bulk delete file' || error.code === 'bulk restore file');

async function refused(deps: BotDeps, turn: Turn, error: unknown): Promise<undefined> {
  if (error instanceof ListRefused) {
    const { code, values } = error;
    deps.log.info('list refused', { code });
    await sayNotice(turn, { notice: 'list refused', list: { code, values } });
    return undefined;
  }
  if (error instanceof FileRefused) {
    deps.log.info('file refused', { code: error.notice });
    await sayNotice(turn, (await editNotRead(deps, turn)) ?? { notice: error.notice });
    return undefined;
  }
  throw error;
}
