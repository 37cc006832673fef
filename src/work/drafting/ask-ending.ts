import { mayStillUndo } from '../../guests/approval/approval-times.ts';
import type { ListNote } from '../../guests/list/partner-row.ts';
import type { RequestKind } from '../../guests/step.ts';
import { hasUndoable } from '../../store/approvals/approval-rows.ts';
import { allVotesOn, lockApproval } from '../../store/approvals/approvals.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { lockDraftsOf } from '../../store/locks.ts';
import { insertRows } from '../../store/requests/request-rows.ts';
import {
  type Choice,
  findRequest,
  insertRequest,
  markRead,
} from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { lapseOlderDrafts } from '../request/lapse-older-drafts.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { AskedLine } from './asked-line.ts';
import { askedLines } from './asked-lines.ts';
import { closeEarlierUndo } from './close-earlier-undo.ts';
import type { EndingWish } from './ending-wish.ts';

export type AskedEnding =
  /** The draft is stored and its review is due: `reviewEnding` reviews it and asks for the card. */
  | { kind: 'asked'; requestId: number }
  /**
   * There is nothing that this person may end, extend, remove or restore. The words are the same whether there is
   * anything at all.
   */
  | { kind: 'not found' }
  /** The access lasts for good already: nobody can make it last longer. */
  | { kind: 'no end' }
  /** The access has an end. It can move, but not go away. */
  | { kind: 'end stays' }
  /** An approval can be undone for a day after it was decided. */
  | { kind: 'too late' }
  /** Every partner whom the approval let in has accepted, or lost the access since. */
  | { kind: 'nothing to undo' };

const rowsPerStatement = 1_000;

/**
 * Stores as a draft what somebody wants to end, extend, remove or restore. Reads nothing from Graph and changes
 * nothing, except that the person's oldest drafts lapse where all of them hold too much. The caller has read the
 * person's rights at the click; Confirm reads them again.
 */
export async function askEnding(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & { maxRows: number },
  who: Who & { rights: Rights },
  wish: EndingWish,
  notes: readonly ListNote[] = [],
): Promise<AskedEnding> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<AskedEnding> => {
    await lockDraftsOf(trx, { tenantId: who.tenantId, requesterId: who.personId });
    if ('approvalId' in wish) {
      const late = await whyNoUndo(trx, who, wish.approvalId, now);
      if (late !== undefined) return { kind: late };
    }
    const asked = await askedLines(trx, who, wish, now);
    if (typeof asked === 'string') return { kind: asked };
    if (asked === undefined || asked.lines.length === 0) return { kind: 'not found' };
    const { lines, choice } = asked;
    const list = { rows: lines.length, maxRows: deps.maxRows };
    const room = await lapseOlderDrafts({ ...deps, db: trx }, who, list);
    const requestId = await store(
      trx,
      who,
      { kind: wish.kind, lines, choice, notes: [...room, ...notes], file: fileOf(wish) },
      now,
    );
    if ('approvalId' in wish)
      await closeEarlierUndo(trx, who, { approvalId: wish.approvalId, requestId }, now);
    return { kind: 'asked', requestId };
  });
  deps.log.info('ending asked', { kind: wish.kind, outcome: outcome.kind });
  return outcome;
}

/**
 * An owner who decided may undo it for a day, and so may an operator. Locks the approval: two people who ask at once
 * ask one after the other.
 */
async function whyNoUndo(
  trx: Db,
  who: Who & { rights: Rights },
  approvalId: number,
  now: Date,
): Promise<'not found' | 'too late' | 'nothing to undo' | undefined> {
  const approval = await lockApproval(trx, approvalId);
  const request = approval && (await findRequest(trx, who.tenantId, approval.requestId));
  if (request === undefined) return 'not found';
  if (approval?.state !== 'decided' || approval.decidedAt === null) return 'not found';
  const votes = await allVotesOn(trx, approvalId);
  const decided = votes.some(({ ownerId }) => ownerId === who.personId);
  if (!decided && !who.rights.operator) return 'not found';
  if (!mayStillUndo(approval.decidedAt, now)) return 'too late';
  if (await hasUndoable(trx, approvalId)) return undefined;
  // The card was drawn before: it loses its button.
  await redraw(trx, { kind: 'approval', id: approvalId }, now);
  return 'nothing to undo';
}

const fileOf = (wish: EndingWish): string | null =>
  'people' in wish ? (wish.fileName ?? null) : null;

async function store(
  trx: Db,
  who: Who,
  request: {
    kind: RequestKind;
    lines: readonly AskedLine[];
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
