import { ListRefused } from '../../src/guests/list-refused.ts';
import type { ListLayout, ListNote, PartnerRow } from '../../src/guests/partner-row.ts';
import { readList } from '../../src/guests/read-list.ts';
import { readTypedProject } from '../../src/guests/typed-line.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { BotDeps } from '../deps.ts';
import { FileRefused, fetchFile } from '../files/fetch-file.ts';
import { reviewNow, storeList, withWord } from '../intake.ts';
import type { Turn } from '../turn.ts';
import { isProject, mayAsk } from './invite.ts';
import { sayNotice } from './say-notice.ts';

/** A file as Teams hands it over: where to fetch it once, for a few minutes. */
export type OfferedFile = { name: string; downloadUrl: string };

/** A CSV in the personal chat, with or without `to <project>` beside it. */
export async function takeFile(
  deps: BotDeps,
  turn: Turn,
  files: readonly OfferedFile[],
): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'file in channel' });
  const [file] = files;
  if (files.length > 1 || file === undefined)
    return await sayNotice(turn, { notice: 'several files' });
  if (!(await mayAsk(deps, turn, true))) return;
  const project = readTypedProject(turn.text);
  if (project !== undefined && !(await isProject(deps, turn, project))) return;
  const work = readAndReview(deps, turn, file, project);
  await withWord(deps, work, () => sayNotice(turn, { notice: 'reading' }));
}

async function readAndReview(
  deps: BotDeps,
  turn: Turn,
  file: OfferedFile,
  project: string | undefined,
): Promise<void> {
  const list = await readWhole(deps, file).catch((error: unknown) => refused(deps, turn, error));
  if (list === undefined) return;
  if (list.partners.length === 0) {
    return await sayNotice(turn, { notice: 'no rows', notes: list.notes });
  }
  const requestId = await storeList(deps, turn, {
    source: 'file',
    fileName: file.name,
    ...list,
    choice: project === undefined ? {} : { project },
  });
  await reviewNow(deps, turn, requestId);
}

type WholeList = { layout: ListLayout; notes: ListNote[]; partners: PartnerRow[] };

/** Nothing of a file is kept before its end was reached: it may still turn out to be unusable. */
async function readWhole(deps: BotDeps, file: OfferedFile): Promise<WholeList | undefined> {
  const { fileBytes: maxBytes, rows: maxRows } = deps.config.limits;
  const rule = { hosts: deps.config.sharePointHosts, loopback: deps.config.loopback };
  let layout: ListLayout | undefined;
  const notes: ListNote[] = [];
  const partners: PartnerRow[] = [];
  for await (const event of readList(fetchFile(file.downloadUrl, rule), { maxBytes, maxRows })) {
    if (event.kind === 'layout') layout = event.layout;
    if (event.kind === 'note') notes.push(event.note);
    if (event.kind === 'row') partners.push(event.row);
  }
  return layout && { layout, notes, partners };
}

async function refused(deps: BotDeps, turn: Turn, error: unknown): Promise<undefined> {
  if (error instanceof ListRefused) {
    const { code, values } = error;
    deps.log.info('list refused', { code });
    await turn.say(noticeCard({ notice: 'list refused', list: { code, values } }, turn.language));
    return undefined;
  }
  if (error instanceof FileRefused) {
    deps.log.info('file refused', { code: error.notice });
    await sayNotice(turn, { notice: error.notice });
    return undefined;
  }
  throw error;
}
