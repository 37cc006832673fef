import * as v from 'valibot';
import type { Directory } from '../../graph/directory.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { seeAccounts } from '../../store/endings/seen-accounts.ts';
import { askChecks } from '../../store/guests/guest-checks.ts';
import { acceptedAfter } from '../../store/guests/guests.ts';
import { lockValue, readValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

const name = 'accepted to read';
/** `after`: the id of the last guest that was read. */
const askedShape = v.object({ at: v.string(), after: v.number() });

/** Twenty calls, which go in one batch. Thousands of guests take many polls. */
const mostAtOnce = 300;

/**
 * Called in the transaction that loses the delta link: a sweep of pending guests does not find accepted ones that were
 * deleted meanwhile.
 */
export async function askRecheck(trx: Db, now: Date): Promise<void> {
  await writeValue(trx, name, { at: now.toISOString(), after: 0 }, now);
}

export type RecheckAcceptedDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'findByIds'> & {
    /** How long Graph's lists may lag. */
    patienceMs: number;
  };

/**
 * Reads some of the accepted guests, where delta lost its link, and checks the missing ones. A guest who is missing
 * again has been deleted.
 */
export async function recheckAccepted(deps: RecheckAcceptedDeps, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  const asked = readAsked(await readValue(deps.db, name));
  if (asked === undefined) return;
  if (now.getTime() - new Date(asked.at).getTime() < deps.patienceMs) return;
  const some = await acceptedAfter(deps.db, tenantId, asked.after, mostAtOnce);
  const found = await deps.findByIds(some.map(({ objectId }) => objectId));
  const missing = some.filter(({ objectId }) => !found.has(objectId));
  const last = some.length < mostAtOnce ? undefined : some.at(-1);
  await inTransaction(deps.db, async (trx) => {
    const still = readAsked(await lockValue(trx, name, now));
    // Somebody asked again meanwhile, or another replica read these.
    if (still?.at !== asked.at || still.after !== asked.after) return;
    const objectIds = missing.map(({ objectId }) => objectId);
    await askChecks(trx, { tenantId, objectIds, states: ['accepted'], why: 'gone' }, now);
    const seen = [...found.values()].map(({ objectId, accountEnabled: enabled }) => ({
      objectId,
      enabled,
    }));
    await seeAccounts(trx, { tenantId, seen }, { now, lagMs: deps.patienceMs });
    await writeValue(trx, name, last === undefined ? null : { ...asked, after: last.id }, now);
    deps.log.info('accepted guests read', { count: some.length, missing: missing.length });
  });
}

function readAsked(value: unknown) {
  const read = v.safeParse(askedShape, value);
  return read.success ? read.output : undefined;
}
