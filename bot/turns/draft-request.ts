import { GraphUnavailable } from '../../src/graph/client/graph-faults.ts';
import type { ListLayout, ListNote, PartnerRow } from '../../src/guests/list/partner-row.ts';
import { inTransaction } from '../../src/store/database.ts';
import { record } from '../../src/store/history.ts';
import { lockDraftsOf } from '../../src/store/locks.ts';
import { noteSaid, type SaidIn, saidBefore } from '../../src/store/requests/request-messages.ts';
import { takeReviews } from '../../src/store/requests/request-reviews.ts';
import { insertRows } from '../../src/store/requests/request-rows.ts';
import { type Choice, insertRequest, markRead } from '../../src/store/requests/requests.ts';
import { lapseOlderDrafts } from '../../src/work/request/lapse-older-drafts.ts';
import { replaceDraft } from '../../src/work/request/replace-draft.ts';
import { reviewLater } from '../../src/work/review/review-loop.ts';
import { reviewRequest } from '../../src/work/review/review-request.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { faultNotice } from './begin-turn.ts';
import type { BotDeps } from './bot-deps.ts';
import type { Turn } from './turn.ts';

export type TakenList = {
  source: 'list' | 'line';
  layout: ListLayout;
  notes: readonly ListNote[];
  partners: readonly PartnerRow[];
  choice: Choice;
  /**
   * The place where somebody asked, if not in a message. The bot does not store a draft again that somebody made there
   * before. Once that draft is confirmed or discarded, the same words there ask for a new one.
   */
  said?: SaidIn;
};

const rowsPerStatement = 1_000;
/** After so long another replica may take up the review. */
const reviewLeaseMs = 60_000;

type IntakeDeps = Pick<BotDeps, 'db' | 'clock' | 'log' | 'review' | 'wake' | 'config'>;

/** The message in which somebody asks. */
export const messageOf = ({ who, reference, message }: Turn): SaidIn => ({
  tenantId: who.tenantId,
  conversationId: reference.conversationId,
  messageId: message.id,
});

/**
 * Makes room for a draft of so many rows, and says what became of others: after an edit the bot discards the draft of
 * the old text, and lets a person's oldest drafts lapse when all of them hold too much.
 */
export async function makeRoom(
  deps: Pick<BotDeps, 'db' | 'clock' | 'log' | 'config'>,
  turn: Turn,
  rows: number,
): Promise<ListNote[]> {
  const edited = turn.message.edited
    ? [await replaceDraft(deps, messageOf(turn), turn.who.personId)]
    : [];
  const { rows: maxRows } = deps.config.limits;
  return [...edited, ...(await lapseOlderDrafts(deps, turn.who, { rows, maxRows }))];
}

/** Stores a typed list as a draft, and makes room for it. From then on a crash loses nothing. */
export async function storeList(deps: IntakeDeps, turn: Turn, list: TakenList): Promise<number> {
  const now = deps.clock.now();
  const { who } = turn;
  return await inTransaction(deps.db, async (trx) => {
    await lockDraftsOf(trx, { tenantId: who.tenantId, requesterId: who.personId });
    const before = list.said && (await saidBefore(trx, list.said, who.personId));
    if (before?.state === 'draft') return before.id;
    const room = await makeRoom({ ...deps, db: trx }, turn, list.partners.length);
    const requestId = await insertRequest(
      trx,
      {
        tenantId: who.tenantId,
        requesterId: who.personId,
        requesterName: who.name,
        source: list.source,
        fileName: null,
        choice: list.choice,
      },
      now,
    );
    for (let at = 0; at < list.partners.length; at += rowsPerStatement) {
      const rows = list.partners
        .slice(at, at + rowsPerStatement)
        .map((partner, index) => ({ row: at + index + 1, partner }));
      await insertRows(trx, requestId, rows);
    }
    await markRead(trx, requestId, { ...list, notes: [...room, ...list.notes] }, now);
    await noteSaid(trx, requestId, list.said ?? messageOf(turn));
    await record(
      trx,
      {
        actor: who.personId,
        what: 'request made',
        requestId,
        detail: { source: list.source, rows: list.partners.length },
      },
      now,
    );
    return requestId;
  });
}

/** Reviews a draft that invites, at once. If that fails, the review stays due, and the person hears so. */
export async function reviewNow(deps: IntakeDeps, turn: Turn, requestId: number): Promise<void> {
  const review = () => reviewRequest(deps.review, requestId);
  await reviewAtOnce(deps, turn, { requestId, kind: 'invite', review });
}

/** Reviews a draft of any kind at once. */
export async function reviewAtOnce(
  deps: Omit<IntakeDeps, 'review'>,
  turn: Turn,
  draft: { requestId: number; kind: 'invite' | 'other'; review: () => Promise<void> },
): Promise<void> {
  const { requestId, kind } = draft;
  const now = deps.clock.now();
  const leaseUntil = new Date(now.getTime() + reviewLeaseMs);
  const [mine] = await takeReviews(deps.db, { only: requestId, kind }, now, leaseUntil);
  if (mine === undefined) return;
  try {
    await draft.review();
    deps.wake();
  } catch (error) {
    deps.log.warn('review put off', { requestId, error });
    await reviewLater(deps, requestId);
    const away = error instanceof GraphUnavailable;
    const notice = away ? { notice: 'graph away' as const } : faultNotice(deps, turn, error);
    await turn.say(noticeCard(notice, turn.language));
  }
}
