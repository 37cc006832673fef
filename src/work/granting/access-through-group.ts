import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import { grantsOf } from '../../store/steps/grants.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type ThroughGroupDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'roleHolders' | 'groupLicences'>;

/** How a role or licence comes to a guest: by a call of its own, or with a group of the same invitation. */
export type Way =
  | { kind: 'direct' }
  | { kind: 'through group'; groupId: string }
  /** The guest is not yet in the group that brings it. */
  | { kind: 'after group' };

export type ThroughGroup = (step: DueStep) => Promise<Way>;

/** The access that groups bring changes seldom, and the bot checks the access again after the redemption. */
const freshMs = 60_000;
/** Graph's id for the default role. */
const noRole = '00000000-0000-0000-0000-000000000000';

/** Finds the roles and licences that need no call, because a group of the same invitation brings them. */
export function createThroughGroup(deps: ThroughGroupDeps): ThroughGroup {
  const roleGroups = remember(deps, async (application: string) => {
    const holders = await deps.roleHolders(application);
    return new Map([...holders].map(([role, { groups }]) => [role, new Set(groups)]));
  });
  const licences = remember(deps, deps.groupLicences);

  async function brings(groupId: string, step: DueStep): Promise<boolean> {
    if (step.kind === 'licence') {
      return (await licences(groupId))?.has(step.target.toLowerCase()) ?? false;
    }
    const groups = (await roleGroups(step.target))?.get((step.detail || noRole).toLowerCase());
    return groups?.has(groupId.toLowerCase()) ?? false;
  }

  return async (step) => {
    // The access was missing after the redemption, although the group promises it.
    if (step.answer === 'missing') return { kind: 'direct' };
    let way: Way = { kind: 'direct' };
    for (const { target, state } of await groupsOf(deps.db, step)) {
      if (!(await brings(target, step))) continue;
      if (state === 'done') return { kind: 'through group', groupId: target };
      way = { kind: 'after group' };
    }
    return way;
  };
}

const lost = ['refused', 'unknown', 'withdrawn'];

/** The groups of the same invitation that the guest is in or is still to join. */
async function groupsOf(db: WorkDeps['db'], { invitationId }: DueStep) {
  const grants = await grantsOf(db, invitationId);
  return grants.filter(({ kind, state }) => kind === 'group' && !lost.includes(state));
}

/** Remembers each answer for a while. Where the bot may not read, each step makes its own call. */
function remember<T>(
  { clock, log }: Pick<WorkDeps, 'clock' | 'log'>,
  read: (id: string) => Promise<T>,
): (id: string) => Promise<T | undefined> {
  const known = new Map<string, { until: number; value: Promise<T | undefined> }>();
  return async (id) => {
    const now = clock.now().getTime();
    const before = known.get(id);
    if (before !== undefined && isFresh(before.until, now)) return await before.value;
    const value = read(id).catch((error: unknown) => {
      if (!(error instanceof GraphRefused)) {
        known.delete(id);
        throw error;
      }
      log.info('groups not read', { error });
      return undefined;
    });
    known.set(id, { until: now + freshMs, value });
    return await value;
  };
}

/** An answer that is good for longer than the bot remembers any comes from a clock that somebody has set back since. */
const isFresh = (until: number, now: number) => until > now && until <= now + freshMs;
