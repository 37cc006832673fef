import { cardsOfAlert } from '../store/alert-copies.ts';
import { markAccess, uncheckedAlerts } from '../store/alerts.ts';
import type { Db } from '../store/database.ts';
import { record } from '../store/history.ts';
import { type GivenStep, givenTo, repairSteps } from '../store/repair-steps.ts';
import { redraw } from '../store/shown-cards.ts';
import type { WorkDeps } from './deps.ts';

export type CheckGivenDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  memberGroups: (objectId: string, groupIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What somebody was assigned, as `<service principal> <role>`. */
  appRolesOf: (objectId: string) => Promise<ReadonlySet<string>>;
  /** The licences that somebody has, in lower case. */
  licencesOf: (objectId: string) => Promise<ReadonlySet<string>>;
  /** How long something may be missing from the directory without that proving anything. */
  patienceMs: number;
};

export type Given =
  | { kind: 'checked'; missing: readonly GivenStep[] }
  /** Graph could not be read, or what is missing was given too lately: look again. */
  | { kind: 'unproven' };

/** After a redemption: is what the ledger says was given really there? */
export async function checkGiven(
  deps: CheckGivenDeps,
  tenantId: string,
  objectId: string,
): Promise<Given> {
  const given = await givenTo(deps.db, tenantId, objectId);
  try {
    const missing = await missingOf(deps, objectId, given);
    const settledBefore = deps.clock.now().getTime() - deps.patienceMs;
    const fresh = missing.some(({ settledAt }) => settledAt.getTime() > settledBefore);
    return fresh ? { kind: 'unproven' } : { kind: 'checked', missing };
  } catch (error) {
    deps.log.warn('access not checked', { error });
    return { kind: 'unproven' };
  }
}

/** What is missing goes back into the ledger, and the alerts of this redemption say what was found. */
export async function noteGiven(
  { clock, log }: Pick<CheckGivenDeps, 'clock' | 'log'>,
  trx: Db,
  guestId: number,
  missing: readonly GivenStep[],
): Promise<void> {
  const now = clock.now();
  const ours = missing.filter((step) => step.guestId === guestId);
  await repairSteps(
    trx,
    ours.map(({ id }) => id),
    now,
  );
  const projects = new Set(ours.map(({ projectKey }) => projectKey));
  for (const { id, projectKey } of await uncheckedAlerts(trx, guestId)) {
    await markAccess(trx, id, projects.has(projectKey) ? 'repairing' : 'there');
    for (const card of await cardsOfAlert(trx, id)) await redraw(trx, card, now);
  }
  if (ours.length === 0) return;
  const detail = { steps: ours.length };
  await record(trx, { actor: 'guestlist', what: 'access repaired', guestId, detail }, now);
  log.warn('access missing after redemption', { guestId, ...detail });
}

async function missingOf(
  deps: CheckGivenDeps,
  objectId: string,
  given: readonly GivenStep[],
): Promise<GivenStep[]> {
  const groups = new Set(given.flatMap(({ kind, target }) => (kind === 'group' ? [target] : [])));
  const has = (kind: GivenStep['kind']) => given.some((step) => step.kind === kind);
  const none = new Set<string>();
  const [inside, roles, licences] = await Promise.all([
    has('group') ? deps.memberGroups(objectId, [...groups]) : none,
    has('app') ? deps.appRolesOf(objectId) : none,
    has('licence') ? deps.licencesOf(objectId) : none,
  ]);
  return given.filter((step) => !isThere(step, { inside, roles, licences }));
}

const noRole = '00000000-0000-0000-0000-000000000000';

function isThere(
  { kind, target, detail }: GivenStep,
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
