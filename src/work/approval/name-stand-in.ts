import {
  endOverStandIns,
  endStandIn,
  endStandInsBy,
  insertStandIn,
  openApprovalsOf,
  redrawInstead,
  standInOf,
} from '../../store/approvals/stand-ins.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type TellDeps, tellPeople } from '../telling/tell-people.ts';

/** The one who decides for somebody, until the end of the last day (YYYY-MM-DD, where that somebody is). */
export type NamedStandIn = { personId: string; name: string; lastDay: string; endsAt: Date };

/**
 * Names who decides for this person for a time, in the place of an earlier stand-in, and asks them about everything
 * that waits. `owned`: the projects that the person decides for. May run twice: the second changes nothing.
 */
export async function nameStandIn(
  deps: WorkDeps & TellDeps,
  who: Who,
  standIn: NamedStandIn,
  owned: readonly string[],
): Promise<void> {
  const now = deps.clock.now();
  const isNew = await inTransaction(deps.db, async (trx) => {
    const before = await standInOf(trx, who, now);
    if (before?.standInId === standIn.personId && before.lastDay === standIn.lastDay) return false;
    await end(trx, who, now);
    const { tenantId, personId } = who;
    const { lastDay, endsAt } = standIn;
    const names = { personName: who.name, standInId: standIn.personId, standInName: standIn.name };
    const row = { tenantId, personId, ...names, lastDay, endsAt };
    if (!(await insertStandIn(trx, row, now))) return false;
    const detail = { person: standIn.personId, until: lastDay };
    await record(trx, { actor: personId, what: 'stand-in named', detail }, now);
    for (const approvalId of await openApprovalsOf(trx, { tenantId, personId, owned })) {
      await deps.queue.send(trx, 'ask-approval', { approvalId });
    }
    return true;
  });
  if (!isNew) return;
  deps.log.info('stand-in named', { personId: who.personId, standInId: standIn.personId });
  const named = await standInOf(deps.db, who, now);
  if (named === undefined) return;
  const values = { name: who.name, day: standIn.lastDay };
  const reason = { code: 'stands in', values } as const;
  const to = { tenantId: who.tenantId, people: [standIn.personId] };
  await tellPeople(deps, to, { reason, subjectId: named.id });
}

/** Ends the time of this person's stand-in. False where there is none. */
export async function dropStandIn(
  { db, clock, log }: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  who: Who,
): Promise<boolean> {
  const ended = await inTransaction(db, (trx) => end(trx, who, clock.now()));
  if (ended) log.info('stand-in ended', { personId: who.personId });
  return ended;
}

async function end(trx: Db, who: Who, now: Date): Promise<boolean> {
  const id = await endStandIn(trx, who, now);
  if (id === undefined) return false;
  await record(trx, { actor: who.personId, what: 'stand-in ended', detail: {} }, now);
  await redrawInstead(trx, [id], now);
  return true;
}

/**
 * Ends the times in which somebody who is blocked or gone stands in: the bot reminds the owners themselves again. May
 * run twice.
 */
export async function endForLeaver(
  { db, clock, log }: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  leaver: { tenantId: string; personId: string },
): Promise<void> {
  const count = await inTransaction(db, async (trx) => {
    const now = clock.now();
    const ids = await endStandInsBy(trx, leaver, now);
    if (ids.length === 0) return 0;
    const entry = { actor: 'guestlist', what: 'stand-in ended' } as const;
    await record(trx, { ...entry, detail: { person: leaver.personId } }, now);
    await redrawInstead(trx, ids, now);
    return ids.length;
  });
  if (count > 0) log.info('stand-in gone', { standInId: leaver.personId, count });
}

/** Lets the cards say that the time of a stand-in is over. The right itself ends by the clock. May run twice. */
export async function endOver({ db, log }: Pick<WorkDeps, 'db' | 'log'>, now: Date): Promise<void> {
  const ended = await inTransaction(db, async (trx) => {
    const ids = await endOverStandIns(trx, now);
    if (ids.length > 0) await redrawInstead(trx, ids, now);
    return ids.length;
  });
  if (ended > 0) log.info('stand-ins over', { count: ended });
}
