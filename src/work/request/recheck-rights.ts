import { asksForMany, mayDo } from '../../guests/rights.ts';
import {
  clearRights,
  type RightsDue,
  requestsWithRightsDue,
} from '../../store/approvals/rights-due.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { holdRequest } from '../../store/requests/first-rows.ts';
import { noteLeaver } from '../../store/telling/leavers.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { type RightsDeps, readRights } from '../rights/read-rights.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { type OperatorDeps, operatorsOf } from '../telling/audience.ts';
import { type TellDeps, tellPeople } from '../telling/tell-people.ts';

export type CheckRequestersDeps = TellDeps &
  OperatorDeps & {
    rights: RightsDeps;
    /** A list of so many rows needs the right to ask for many. */
    bulkFrom: number;
    /** Rows may begin now. */
    cleared: () => void;
  };

const idleMs = 2_000;
const perTurn = 20;

/**
 * Reads the requester's right once more after the owners have decided, before work begins. Holds the request where the
 * requester lost it, and tells the requester and the operators. Starts nothing while Graph does not answer.
 */
export function startRequesterChecks(deps: CheckRequestersDeps): Loop {
  return startLoop(
    { ...deps, onError: (error) => deps.log.warn('rights not read', { error }) },
    idleMs,
    async () => {
      const due = await requestsWithRightsDue(deps.db, perTurn);
      for (const request of due) await check(deps, request);
      if (due.length > 0) deps.cleared();
      return due.length > 0 ? 'more' : 'idle';
    },
  );
}

async function check(deps: CheckRequestersDeps, request: RightsDue): Promise<void> {
  const { tenantId, requesterId: personId } = request;
  const rights = await readRights(deps.rights, { personId }, []);
  if (!rights.member) await noteLeaver(deps.db, { tenantId, personId }, deps.clock.now());
  const many = asksForMany(request, deps.bulkFrom);
  const relation = { requester: true, owner: false };
  if (mayDo(many ? 'confirm many' : 'confirm', rights, relation)) {
    return await clearRights(deps.db, request.id);
  }
  await hold(deps, request);
}

async function hold(deps: CheckRequestersDeps, request: RightsDue): Promise<void> {
  const { id: requestId, tenantId, requesterId, requesterName, kind, approvalIds } = request;
  const values = { name: requesterName, number: String(requestId), kind };
  const reason = { code: 'requester lost right', values } as const;
  // The bot tells people first: a crash between the two tells again, under the same topic, and nobody hears it twice.
  const people = new Set([requesterId, ...(await operatorsOf(deps))]);
  const topic = `${reason.code} ${approvalIds.join(' ')}`;
  await tellPeople(deps, { tenantId, people }, { reason, requestId, subjectId: requestId, topic });
  const now = deps.clock.now();
  const held = await inTransaction(deps.db, async (trx) => {
    if (!(await holdRequest(trx, requestId, reason, now))) return false;
    const detail = { code: reason.code };
    await record(trx, { actor: 'guestlist', what: 'request held', requestId, detail }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return true;
  });
  if (held) deps.log.warn('request held', { requestId, code: reason.code });
}
