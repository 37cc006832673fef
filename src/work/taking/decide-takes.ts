import { batchCalls } from '../../batch-calls.ts';
import {
  decideGrant,
  type GrantToEnd,
  giftsOf,
  type HeldNow,
} from '../../guests/ending/decide-grant.ts';
import { waitingRequest } from '../../guests/ending/waiting-request.ts';
import { grantPiece, piecesOf } from '../../guests/project/access-pieces.ts';
import type { Reason } from '../../guests/reason.ts';
import { type AccessPiece, grantOf, type TakeKind, takeKinds } from '../../guests/step.ts';
import { inTransaction } from '../../store/database.ts';
import { deletedAmong } from '../../store/endings/account-back.ts';
import {
  grantsOfGuests,
  type LedgerGrant,
  markTaken,
  type Need,
  needsOf,
} from '../../store/endings/grants-to-take.ts';
import { lockGuestsAndAccounts } from '../../store/guests/guests.ts';
import { intendSteps } from '../../store/steps/postpone-steps.ts';
import { type Settlement, settleSteps } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { progressMs, redrawRequests } from '../ledger/redraw-requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { accountGone } from './account-gone.ts';

/** A step that takes a grant back, and how the guest holds that grant now. */
export type TakeToDecide = { step: TakeStep; held: HeldNow };
export type TakeStep = Omit<DueStep, 'kind'> & { kind: TakeKind };

/** True for a step that takes a piece of access back. */
export const isTakeStep = (step: DueStep): step is DueStep & TakeStep =>
  takeKinds.some((kind) => kind === step.kind);

export type TakeDecision =
  /** The intent is written: make the call. `givenAt`: when the bot gave the grant, where it knows. */
  | { kind: 'take'; givenAt: Date | undefined }
  /** The grant stays, and the step is settled. */
  | { kind: 'stays' }
  /** Another step is giving the grant now. */
  | { kind: 'wait' }
  /** Another worker or the breaker has the step. */
  | { kind: 'not mine' };

export type DecideTake = (take: TakeToDecide) => Promise<TakeDecision>;

type Deps = Pick<WorkDeps, 'db' | 'clock'> & { patienceMs: number };

/**
 * Decides over each grant at the last moment, under the guest's lock and in the transaction that writes the intent.
 * Steps that arrive while it decides are decided together, in the next transaction.
 */
export function gatherTakes(deps: Deps): DecideTake {
  return batchCalls<TakeToDecide, TakeDecision>({
    call: (takes) => decideTakes(deps, takes),
    // A transaction that failed has written no intent.
    mayRepeat: () => true,
    most: 100,
  });
}

/** The grant that a step takes back. */
export const grantOfStep = ({
  kind,
  target,
  detail,
}: Pick<TakeStep, 'kind' | 'target' | 'detail'>): AccessPiece => ({
  kind: grantOf[kind],
  target,
  detail,
});

async function decideTakes(deps: Deps, takes: readonly TakeToDecide[]): Promise<TakeDecision[]> {
  const now = deps.clock.now();
  return await inTransaction(deps.db, async (trx) => {
    const guestIds = [...new Set(takes.map(({ step }) => step.guestId))];
    await lockGuestsAndAccounts(trx, guestIds);
    const [grants, needs] = [await grantsOfGuests(trx, guestIds), await needsOf(trx, guestIds)];
    const deleted = await deletedAmong(trx, guestIds);
    const facts = { grants, needs, deleted };
    const decided = takes.map((take) => decideOne(take, facts, { ...deps, now }));
    const going = takes.flatMap(({ step }, n) => (decided[n]?.kind === 'take' ? [step] : []));
    const mine = new Set(going.length === 0 ? [] : await intendSteps(trx, going, now));
    const staying = takes.flatMap(({ step }, n) => {
      const fate = decided[n];
      return fate?.kind === 'stay' ? [{ step, ...fate }] : [];
    });
    await settleSteps(
      trx,
      staying.map(({ step, settlement }) => ({ id: step.id, ...settlement })),
      now,
    );
    const forgotten = staying.filter(({ notOurs }) => notOurs);
    if (forgotten.length > 0) {
      const gone = forgotten.map(({ step }) => ({ guestId: step.guestId, ...grantOfStep(step) }));
      await markTaken(trx, gone, now);
    }
    const requestIds = staying.map(({ step }) => step.requestId);
    await redrawRequests(trx, requestIds, () => new Date(now.getTime() + progressMs));
    return takes.map(({ step }, n) => toDecision(decided[n], mine.has(step.id)));
  });
}

function toDecision(fate: Fate | undefined, isMine: boolean): TakeDecision {
  switch (fate?.kind) {
    case 'take':
      return isMine ? { kind: 'take', givenAt: fate.givenAt } : { kind: 'not mine' };
    case 'stay':
      return { kind: 'stays' };
    case 'wait':
    case undefined:
      return { kind: 'wait' };
  }
}

type Fate =
  | { kind: 'take'; givenAt: Date | undefined }
  | { kind: 'wait' }
  /** `notOurs`: somebody else gave what is there now. */
  | { kind: 'stay'; settlement: Settlement; notOurs: boolean };

function decideOne(
  { step, held }: TakeToDecide,
  facts: { grants: readonly LedgerGrant[]; needs: readonly Need[]; deleted: ReadonlySet<number> },
  { now, patienceMs }: { now: Date; patienceMs: number },
): Fate {
  const grant = grantOfStep(step);
  const piece = grantPiece(grant);
  const known = facts.grants.filter(
    (each) => each.guestId === step.guestId && grantPiece(each) === piece,
  );
  const needing = facts.needs.filter(
    ({ guestId, access }) => guestId === step.guestId && piecesOf(access).includes(piece),
  );
  const neededBy = needing.map(({ invitationId }) => invitationId);
  const madeAt = known.flatMap((each) => each.madeAt?.getTime() ?? []);
  const givenAt = madeAt.length === 0 ? undefined : new Date(Math.max(...madeAt));
  // A call that gives it is under way, for an invitation that ends: the bot waits for the outcome of that call.
  if (neededBy.length === 0 && known.some(({ open }) => open)) return { kind: 'wait' };
  // Somebody restored the account, and the bot has not heard of it. When it does, it looks again.
  if (held.how === 'gone' && facts.deleted.has(step.guestId)) {
    return { kind: 'stay', notOurs: false, settlement: accountGone };
  }
  // Graph may not show yet what the bot gave moments ago: the call itself tells.
  const isFresh =
    !step.unheard && givenAt !== undefined && now.getTime() - givenAt.getTime() < patienceMs;
  const believed: HeldNow = held.how === 'gone' && isFresh ? { how: 'direct' } : held;
  const made = known.some(({ ours }) => ours) ? 'by us' : 'not by us';
  const toEnd: GrantToEnd = {
    ...grant,
    made,
    givenAt,
    gifts: giftsOf(known),
    neededBy,
    waiting: waitingRequest(needing, new Set()),
    held: believed,
  };
  const fate = decideGrant(toEnd, new Set());
  if (fate.fate === 'take') return { kind: 'take', givenAt };
  return stays(fate.why, step);
}

function stays(reason: Reason, { unheard }: TakeStep): Fate {
  const gone = reason.code === 'grant gone already';
  // The call whose answer was lost took it.
  if (gone && unheard) {
    return { kind: 'stay', notOurs: true, settlement: { state: 'done', answer: 'taken' } };
  }
  const answer = gone ? 'gone' : 'kept';
  const notOurs = gone || reason.code === 'grant given again';
  return { kind: 'stay', notOurs, settlement: { state: 'done', answer, reason } };
}
