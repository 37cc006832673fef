import { putOffSteps } from '../store/carry-steps.ts';
import type { DueStep } from '../store/steps.ts';
import { renewLeases, takeSteps } from '../store/take-steps.ts';
import { retryDelay } from './back-off.ts';
import { addToGroup, type GiveAccessDeps, giveAppRole, giveLicence } from './give-access.ts';
import { type InviteDeps, inviteGuests } from './invite-guests.ts';
import { type Loop, startLoop } from './loop.ts';
import { type RestoreDeps, restoreGuests } from './restore-guests.ts';
import { endSettled } from './settle.ts';
import { startInvitations } from './start-invitations.ts';

export type EngineDeps = InviteDeps & RestoreDeps & GiveAccessDeps;

const idleMs = 500;
/** A worker that dies is taken over after so long. */
const leaseMs = 12_000;
/** Sets of steps under way at once on one replica. */
const capacity = 16;
const stepsPerTurn = 60;

/**
 * Carries out the ledger: begins what was approved, takes what is due, ends what is settled. Any number of replicas may
 * run one each; the rows say what is whose.
 */
export function startEngine(deps: EngineDeps): Loop {
  const underWay = new Set<Promise<void>>();

  async function carryOut(set: readonly DueStep[]): Promise<void> {
    try {
      await carryOutSet(deps, set);
      await endSettled(deps);
    } catch (error) {
      // Reading Graph failed, or the database did. The steps come back as they stand, at the latest when the lease ends.
      deps.log.warn('steps put off', { kind: set[0]?.kind ?? '', steps: set.length, error });
      const later = deps.clock.now().getTime() + retryDelay(3, deps.chance()) * 1000;
      await putOffSteps(deps.db, set, new Date(later)).catch(() => undefined);
    }
  }

  const loop = startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('engine turn failed', { error }) },
    idleMs,
    async () => {
      const now = deps.clock.now();
      const started = await startInvitations(deps.db, 100, now);
      if (underWay.size >= capacity) {
        await Promise.race(underWay);
        return 'more';
      }
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const steps = await takeSteps(
        deps.db,
        { name: deps.worker, limit: stepsPerTurn, leaseUntil },
        now,
      );
      for (const set of inSets(steps)) {
        const work = carryOut(set).finally(() => {
          underWay.delete(work);
          loop.wake();
        });
        underWay.add(work);
      }
      if (started === 0 && steps.length === 0) await endSettled(deps);
      return started > 0 || steps.length > 0 ? 'more' : 'idle';
    },
  );

  const heart = startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('leases not renewed', { error }) },
    leaseMs / 4,
    async () => {
      if (underWay.size > 0) {
        await renewLeases(deps.db, deps.worker, new Date(deps.clock.now().getTime() + leaseMs));
      }
      return 'idle';
    },
  );

  return {
    wake: loop.wake,
    async stop() {
      await loop.stop();
      await Promise.allSettled(underWay);
      await heart.stop();
    },
  };
}

/** Steps that may share a call, together: invitations for one look, members of one group for one write. */
function inSets(steps: readonly DueStep[]): DueStep[][] {
  const sets = new Map<string, DueStep[]>();
  for (const step of steps) {
    const alone = step.kind === 'app' || step.kind === 'licence';
    // Whoever has to go in small company does not make others go so.
    const key = alone ? `${step.id}` : `${step.kind} ${step.target} ${step.bulk} ${step.company}`;
    sets.set(key, [...(sets.get(key) ?? []), step]);
  }
  return [...sets.values()].flatMap((set) => {
    const [first] = set;
    const looked = first?.kind === 'invite' || first?.kind === 'restore';
    return chunks(set, looked ? 15 : Math.max(1, first?.company ?? 1));
  });
}

function chunks(set: readonly DueStep[], most: number): DueStep[][] {
  const parts: DueStep[][] = [];
  for (let at = 0; at < set.length; at += most) parts.push(set.slice(at, at + most));
  return parts;
}

async function carryOutSet(deps: EngineDeps, set: readonly DueStep[]): Promise<void> {
  const [first] = set;
  if (first === undefined) return;
  switch (first.kind) {
    case 'invite':
      return await inviteGuests(deps, set);
    case 'restore':
      return await restoreGuests(deps, set);
    case 'group':
      return await addToGroup(deps, set);
    case 'app':
      return await giveAppRole(deps, first);
    case 'licence':
      return await giveLicence(deps, first);
  }
}
