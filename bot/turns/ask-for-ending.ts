import { GraphUnavailable } from '../../src/graph/client/graph-faults.ts';
import { dayOf } from '../../src/guests/ending/calendar.ts';
import { latestEnd } from '../../src/guests/ending/end-date.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { askEnding } from '../../src/work/drafting/ask-ending.ts';
import type { EndingWish } from '../../src/work/drafting/ending-wish.ts';
import { reviewEnding } from '../../src/work/ending/review-ending.ts';
import { accountsInGraph } from '../../src/work/named/accounts-in-graph.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { BotDeps } from './bot-deps.ts';
import { reviewAtOnce } from './draft-request.ts';
import type { Turn } from './turn.ts';

/**
 * Stores what this person wants to end, extend, remove or restore, and reviews it: its card comes by itself. Returns
 * the number of the request, or what to say instead.
 */
export async function askForEnding(
  deps: BotDeps,
  turn: Turn,
  { wish, rights, notes = [] }: { wish: EndingWish; rights: Rights; notes?: readonly ListNote[] },
): Promise<{ requestId: number } | NoticeView> {
  const meant = await withAccounts(deps, turn, wish);
  const keeping = { ...deps, maxRows: deps.config.limits.rows };
  const asked = await askEnding(keeping, { ...turn.who, rights }, meant, notes);
  switch (asked.kind) {
    case 'asked': {
      const { requestId } = asked;
      const review = () => reviewEnding(deps.endings, requestId);
      await reviewAtOnce(deps, turn, { requestId, kind: 'other', review });
      return { requestId };
    }
    case 'not found':
      return { notice: 'nothing to end' };
    case 'no end':
      return { notice: 'end none' };
    case 'end stays': {
      const day = latestEnd(dayOf(deps.clock.now(), turn.timeZone));
      return { notice: 'end stays', values: { day } };
    }
    case 'too late':
      return { notice: 'too late to undo' };
    case 'nothing to undo':
      return { notice: 'nothing to undo' };
  }
}

/** A requester may name an own guest by an address that Graph alone knows. Without Graph, by known addresses only. */
async function withAccounts({ endings }: BotDeps, turn: Turn, wish: EndingWish) {
  if (wish.kind !== 'extend' || !('addresses' in wish)) return wish;
  try {
    const named = await accountsInGraph(endings, turn.who.tenantId, wish.addresses);
    const accounts = new Map(
      [...named].flatMap(([address, { objectId }]) =>
        objectId === null ? [] : [[address, objectId] as const],
      ),
    );
    return { ...wish, accounts };
  } catch (error) {
    if (error instanceof GraphUnavailable) return wish;
    throw error;
  }
}
