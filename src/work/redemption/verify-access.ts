import type { Directory } from '../../graph/directory.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import {
  forgetGone,
  lockSameGrants,
  type PromisedStep,
  promisedTo,
  repairSteps,
  stillPromised,
} from '../../store/steps/repair-steps.ts';
import { cardsOfAlert } from '../../store/telling/alert-deliveries.ts';
import { markAccess, uncheckedAlerts } from '../../store/telling/alerts.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type VerifyAccessDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'memberGroups' | 'appRolesOf' | 'licencesOf'> & {
    /** So long the directory may not show a grant that exists. */
    patienceMs: number;
  };

export type VerifiedAccess =
  | {
      kind: 'checked';
      lookedAt: Date;
      /** The bot gave it, and it is gone. */
      missing: readonly PromisedStep[];
      /** Graph refused it, and no group or other admin gave it since. */
      refused: readonly PromisedStep[];
    }
  /** Graph gave no answer, or a grant is too new or still open: check again. */
  | { kind: 'unproven' };

/** Checks after a redemption whether the guest really has the promised access. */
export async function verifyAccess(
  deps: VerifyAccessDeps,
  tenantId: string,
  objectId: string,
): Promise<VerifiedAccess> {
  const lookedAt = deps.clock.now();
  const promised = await promisedTo(deps.db, tenantId, objectId);
  if (promised.some(({ state }) => state === 'open')) return { kind: 'unproven' };
  try {
    const absent = await absentOf(deps, objectId, promised);
    const missing = absent.filter(({ state }) => state === 'done');
    const settledBefore = lookedAt.getTime() - deps.patienceMs;
    const fresh = missing.some(({ settledAt }) => (settledAt?.getTime() ?? 0) > settledBefore);
    if (fresh) return { kind: 'unproven' };
    return {
      kind: 'checked',
      lookedAt,
      missing,
      refused: absent.filter(({ state }) => state === 'refused'),
    };
  } catch (error) {
    deps.log.warn('access not checked', { error });
    return { kind: 'unproven' };
  }
}

/** Puts missing grants back into the ledger, and writes the findings into the alerts. */
export async function noteAccess(
  { clock, log }: Pick<VerifyAccessDeps, 'clock' | 'log'>,
  trx: Db,
  guestId: number,
  { lookedAt, missing, refused }: Extract<VerifiedAccess, { kind: 'checked' }>,
): Promise<void> {
  const now = clock.now();
  const gone = missing.filter((step) => step.guestId === guestId);
  const promised = await stillPromised(
    trx,
    gone.map(({ id }) => id),
  );
  // Access that has begun to end since the look is not given again.
  const ours = gone.filter(({ id }) => promised.has(id));
  await repair(trx, ours, { lookedAt, now });
  const repaired = new Set(ours.map(({ projectKey }) => projectKey));
  const lost = gone.filter((step) => !ours.includes(step));
  const never = new Set([...refused, ...lost].map(({ projectKey }) => projectKey));
  for (const { id, projectKey } of await uncheckedAlerts(trx, guestId)) {
    const found = never.has(projectKey) ? 'missing' : 'there';
    await markAccess(trx, id, repaired.has(projectKey) ? 'repairing' : found);
    for (const card of await cardsOfAlert(trx, id)) await redraw(trx, card, now);
  }
  if (ours.length === 0) return;
  const detail = { steps: ours.length };
  await record(trx, { actor: 'guestlist', what: 'access repaired', guestId, detail }, now);
  log.warn('access missing after redemption', { guestId, ...detail });
}

/** Gives again the access that is gone. Access that somebody else gives meanwhile is not ours. */
async function repair(
  trx: Db,
  steps: readonly PromisedStep[],
  { lookedAt, now }: { lookedAt: Date; now: Date },
): Promise<void> {
  if (steps.length === 0) return;
  await lockSameGrants(
    trx,
    steps.map(({ id }) => id),
  );
  const due = await repairSteps(trx, steps, now);
  await forgetGone(trx, due, lookedAt);
}

async function absentOf(
  deps: VerifyAccessDeps,
  objectId: string,
  promised: readonly PromisedStep[],
): Promise<PromisedStep[]> {
  const groups = promised.flatMap(({ kind, target }) => (kind === 'group' ? [target] : []));
  const has = (kind: PromisedStep['kind']) => promised.some((step) => step.kind === kind);
  const none = new Set<string>();
  const [inside, roles, licences] = await Promise.all([
    has('group') ? deps.memberGroups(objectId, [...new Set(groups)]) : none,
    has('app') ? deps.appRolesOf(objectId) : none,
    has('licence') ? deps.licencesOf(objectId) : none,
  ]);
  return promised.filter((step) => !isThere(step, { inside, roles, licences }));
}

const noRole = '00000000-0000-0000-0000-000000000000';

function isThere(
  { kind, target, detail }: PromisedStep,
  found: Readonly<Record<'inside' | 'roles' | 'licences', ReadonlySet<string>>>,
): boolean {
  switch (kind) {
    case 'group':
      return found.inside.has(target);
    case 'app':
      return found.roles.has(`${target} ${detail || noRole}`.toLowerCase());
    case 'licence':
      return found.licences.has(target.toLowerCase());
  }
}
