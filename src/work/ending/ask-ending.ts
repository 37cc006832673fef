import type { ListNote, PartnerRow } from '../../guests/list/partner-row.ts';
import { mayDo } from '../../guests/rights.ts';
import type { RequestKind } from '../../guests/step.ts';
import { readApproval, votesOn } from '../../store/approvals/approvals.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  type AccessOf,
  type LivingAccess,
  livingAccess,
} from '../../store/endings/living-access.ts';
import { noticeAccess } from '../../store/endings/notices.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { insertRows } from '../../store/requests/request-rows.ts';
import { type Choice, insertRequest, markRead } from '../../store/requests/requests.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { EndingWish } from './ending-wish.ts';

export type AskedEnding =
  /** A draft whose review is due: `reviewEnding` makes it and wants the card. */
  | { kind: 'asked'; requestId: number }
  /** Nothing that the person may end, extend, remove or restore: the same words whether there is any. */
  | { kind: 'not found' }
  /** An approval can be undone for a day after it was decided. */
  | { kind: 'too late' };

type Line = Pick<PartnerRow, 'address'> & Partial<Pick<PartnerRow, 'line' | 'cells' | 'project'>>;

const rowsPerStatement = 1_000;

/**
 * Stores what somebody wants ended, extended, removed or restored as a draft. Nothing is read from Graph and nothing
 * changes. Rights are read at the click and come with it; they are read again at Confirm.
 */
export async function askEnding(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  who: Who & { rights: Rights },
  wish: EndingWish,
  notes: readonly ListNote[] = [],
): Promise<AskedEnding> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<AskedEnding> => {
    if ('approvalId' in wish) {
      const late = await whyNoUndo(trx, who, wish.approvalId, now);
      if (late !== undefined) return { kind: late };
    }
    const asked = await linesOf(trx, who, wish);
    if (asked === undefined || asked.lines.length === 0) return { kind: 'not found' };
    const { lines, choice } = asked;
    const requestId = await store(
      trx,
      who,
      { kind: wish.kind, lines, choice, notes, file: fileOf(wish) },
      now,
    );
    return { kind: 'asked', requestId };
  });
  deps.log.info('ending asked', { kind: wish.kind, outcome: outcome.kind });
  return outcome;
}

const undoMs = 24 * 3600_000;

/** Whoever decided may undo it, and so may an operator, for a day. */
async function whyNoUndo(
  trx: Db,
  who: Who & { rights: Rights },
  approvalId: number,
  now: Date,
): Promise<'not found' | 'too late' | undefined> {
  const approval = await readApproval(trx, approvalId);
  if (approval?.state !== 'decided' || approval.decidedAt === null) return 'not found';
  const votes = await votesOn(trx, approvalId);
  const decided = votes.some(({ ownerId }) => ownerId === who.personId);
  if (!decided && !who.rights.operator) return 'not found';
  return now.getTime() - approval.decidedAt.getTime() > undoMs ? 'too late' : undefined;
}

const fileOf = (wish: EndingWish): string | null =>
  'people' in wish ? (wish.fileName ?? null) : null;

type Asked = { lines: readonly Line[]; choice: Choice };

async function linesOf(
  trx: Db,
  who: Who & { rights: Rights },
  wish: EndingWish,
): Promise<Asked | undefined> {
  if ('people' in wish) {
    if (!mayDo(wish.kind, who.rights, { requester: false, owner: false })) return undefined;
    const lines = wish.people.map(({ line, said, cells }) => ({
      address: said,
      line,
      cells: cells ?? [said],
    }));
    return { lines, choice: {} };
  }
  const choice = choiceOf(wish);
  if ('addresses' in wish) {
    if (!(await mayEndIn(trx, who, wish))) return undefined;
    const { addresses, projectKey: project } = wish;
    return { lines: addresses.map((address) => ({ address, project })), choice };
  }
  const action = wish.kind === 'extend' ? 'ask extension' : 'revoke';
  const seen = await seenOf(trx, { who, action }, await accessOf(trx, who, wish));
  return { lines: oncePerProject(seen), choice };
}

function choiceOf(wish: Exclude<EndingWish, { people: unknown }>): Choice {
  const until = wish.kind === 'extend' ? { until: wish.until } : {};
  if ('requestId' in wish) return { about: { requestId: wish.requestId } };
  if ('approvalId' in wish) return { about: { approvalId: wish.approvalId } };
  if ('noticeId' in wish) return { ...until, about: { noticeId: wish.noticeId } };
  return { ...until, project: wish.projectKey };
}

async function accessOf(
  trx: Db,
  { tenantId }: Who,
  wish: Exclude<EndingWish, { people: unknown } | { addresses: unknown }>,
): Promise<LivingAccess[]> {
  if ('noticeId' in wish) return await noticeAccess(trx, tenantId, wish.noticeId);
  const of: AccessOf =
    'requestId' in wish
      ? { tenantId, requestId: wish.requestId }
      : { tenantId, approvalId: wish.approvalId };
  return await livingAccess(trx, of);
}

/** An owner or an operator ends and extends; a requester asks the owners to extend. */
async function mayEndIn(
  trx: Db,
  who: Who & { rights: Rights },
  wish: Extract<EndingWish, { addresses: unknown }>,
): Promise<boolean> {
  const project = await readProject(trx, wish.projectKey);
  if (project === undefined) return false;
  const owner = who.rights.owns(project);
  if (mayDo('revoke', who.rights, { requester: false, owner })) return true;
  if (wish.kind === 'end') return false;
  const { tenantId } = who;
  const all = await livingAccess(trx, { ...wish, tenantId });
  return all.some(({ requesterId }) => requesterId === who.personId);
}

/** Those that are the person's own or of own projects; all for an operator. */
async function seenOf(
  trx: Db,
  { who, action }: { who: Who & { rights: Rights }; action: 'ask extension' | 'revoke' },
  all: readonly LivingAccess[],
): Promise<LivingAccess[]> {
  const keys = [...new Set(all.map(({ projectKey }) => projectKey))];
  const owned = new Set<string>();
  for (const key of keys) {
    const project = await readProject(trx, key);
    if (project !== undefined && who.rights.owns(project)) owned.add(key);
  }
  return all.filter(({ projectKey, requesterId }) =>
    mayDo(action, who.rights, {
      requester: requesterId === who.personId,
      owner: owned.has(projectKey),
    }),
  );
}

function oncePerProject(all: readonly LivingAccess[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { address, projectKey: project } of all) {
    lines.set(`${project} ${address}`, { address, project });
  }
  return [...lines.values()];
}

async function store(
  trx: Db,
  who: Who,
  request: {
    kind: RequestKind;
    lines: readonly Line[];
    choice: Choice;
    notes: readonly ListNote[];
    file: string | null;
  },
  now: Date,
): Promise<number> {
  const { kind, lines, choice, notes, file: fileName } = request;
  const source = fileName === null ? (lines.length === 1 ? 'line' : 'list') : 'file';
  const by = { tenantId: who.tenantId, requesterId: who.personId, requesterName: who.name };
  const requestId = await insertRequest(trx, { ...by, kind, source, fileName, choice }, now);
  for (let at = 0; at < lines.length; at += rowsPerStatement) {
    const rows = lines.slice(at, at + rowsPerStatement).map((line, n) => ({
      row: at + n + 1,
      partner: { line: at + n + 1, cells: [line.address], problems: [], ...line },
    }));
    await insertRows(trx, requestId, rows);
  }
  const layout = { dialect: 'typed', delimiter: ',', preamble: [], header: ['email'] } as const;
  await markRead(trx, requestId, { layout, notes }, now);
  const detail = { source, rows: lines.length, kind };
  await record(trx, { actor: who.personId, what: 'request made', requestId, detail }, now);
  return requestId;
}
