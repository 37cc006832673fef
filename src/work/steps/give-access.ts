import type { Answer } from '../../graph/client/answer.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PaceName, Pacer } from '../ledger/pacer.ts';
import type { Lag } from '../ledger/replication-lag.ts';
import { stopEverything, tryLater } from '../ledger/settle.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import { replicationDelay } from '../runtime/retry-delays.ts';
import type { ThroughGroup } from './access-through-group.ts';

export type GiveAccessDeps = WorkDeps &
  Pick<Directory, 'addMembers' | 'memberGroups' | 'giveRole' | 'giveLicence'> & {
    pacer: Pacer;
    chance: () => number;
    lag: Lag;
    ledger: Ledger;
    /** How long a guest may be missing from the directory before a grant is given up. */
    patienceMs: number;
    throughGroup: ThroughGroup;
  };

/** Puts guests into one group, up to twenty in one call. Graph takes all of them or none. */
export async function addToGroup(
  deps: GiveAccessDeps,
  steps: readonly DueStep[],
  company?: number,
): Promise<void> {
  const target = steps[0]?.target;
  if (target === undefined) return;
  const going = await begin(deps, steps, { writes: ['write'], company });
  if (going.length === 0) return;
  const answer = await deps.addMembers(
    target,
    going.flatMap((step) => step.objectId ?? []),
  );
  if (going.length > 1 && answer.kind === 'already') return await addOthers(deps, going, target);
  if (going.length > 1 && answer.kind === 'refused') return await addInHalves(deps, going);
  await handle(deps, going, answer);
}

/** Some are members already, perhaps all since an answer was lost: reading who costs no write. */
async function addOthers(
  deps: GiveAccessDeps,
  steps: readonly DueStep[],
  group: string,
): Promise<void> {
  const looks = await Promise.allSettled(
    steps.map(({ objectId }) => deps.memberGroups(objectId ?? '', [group])),
  );
  const isIn = (_: DueStep, n: number) => {
    const look = looks[n];
    return look?.status === 'fulfilled' && look.value.has(group);
  };
  const inside = steps.filter(isIn);
  const others = steps.filter((step, n) => !isIn(step, n));
  // Memberships lag as everything does, and Graph may not answer.
  if (inside.length === 0) return await addInHalves(deps, steps);
  await end(deps, inside, { state: 'done', answer: 'already so' });
  if (others.length > 0) await addToGroup(deps, others);
}

/** One of them is to blame: halve until it stands alone. */
async function addInHalves(deps: GiveAccessDeps, steps: readonly DueStep[]): Promise<void> {
  const half = Math.ceil(steps.length / 2);
  await addToGroup(deps, steps.slice(0, half), half);
  await addToGroup(deps, steps.slice(half), half);
}

/** Gives one guest one role of one application. */
export async function giveAppRole(deps: GiveAccessDeps, step: DueStep): Promise<void> {
  if (await comesWithGroup(deps, step)) return;
  const [going] = await begin(deps, [step], { writes: ['write'] });
  if (going === undefined || going.objectId === null) return;
  const answer = await deps.giveRole({
    servicePrincipalId: going.target,
    appRoleId: going.detail === '' ? undefined : going.detail,
    objectId: going.objectId,
  });
  await handle(deps, [going], answer);
}

/** Assigns one guest one licence, which is two writes. */
export async function giveLicence(deps: GiveAccessDeps, step: DueStep): Promise<void> {
  if (await comesWithGroup(deps, step)) return;
  const [going] = await begin(deps, [step], { writes: ['write', 'write'] });
  if (going === undefined || going.objectId === null) return;
  const answer = await deps.giveLicence({
    objectId: going.objectId,
    skuId: going.target,
    usageLocation: going.detail,
  });
  await handle(deps, [going], answer);
}

/**
 * Where a group of the same invitation brings it, nothing is written: the result says so, and the look after the
 * redemption finds out whether it has come. Until the guest is in the group, it waits.
 */
async function comesWithGroup(deps: GiveAccessDeps, step: DueStep): Promise<boolean> {
  const way = await deps.throughGroup(step);
  switch (way.kind) {
    case 'direct':
      return false;
    case 'after group': {
      const dueAt = new Date(deps.clock.now().getTime() + 2_000);
      await postponeSteps(deps.db, [step], { state: 'due', dueAt, answer: 'after group' });
      return true;
    }
    case 'through group': {
      const values = { id: way.groupId, name: way.groupId };
      const code = step.kind === 'licence' ? 'licence through group' : 'role through group';
      const reason: Reason = { code, values };
      await end(deps, [step], { state: 'done', answer: 'through group', reason });
      return true;
    }
  }
}

/** A permit, then the intent in the ledger; only what is still this worker's goes on, and nothing past the breaker. */
async function begin(
  deps: GiveAccessDeps,
  steps: readonly DueStep[],
  { writes, company }: { writes: readonly PaceName[]; company?: number | undefined },
): Promise<DueStep[]> {
  const bulk = steps.every((step) => step.bulk);
  const putBack = (back: readonly DueStep[], answer: 'pace' | 'held') =>
    postponeSteps(deps.db, back, {
      state: 'due',
      dueAt: new Date(deps.clock.now().getTime() + 2_000),
      answer,
      ...(company === undefined ? {} : { company }),
    });
  if (!(await deps.pacer.permit(writes, bulk))) {
    await putBack(steps, 'pace');
    return [];
  }
  const mine = await Promise.all(steps.map((step) => deps.ledger.intend(step)));
  const held = steps.filter((_, n) => mine[n] !== true);
  if (held.length > 0) await putBack(held, 'held');
  return steps.filter((_, n) => mine[n] === true);
}

async function handle(
  deps: GiveAccessDeps,
  steps: readonly DueStep[],
  answer: Answer<undefined>,
): Promise<void> {
  const { graphRequestId } = answer;
  await deps.pacer.heed('write', answer);
  learnLag(deps, steps, answer);
  switch (answer.kind) {
    case 'done':
      return await end(deps, steps, { state: 'done', answer: 'made', graphRequestId });
    case 'already':
      return await end(deps, steps, { state: 'done', answer: 'already so', graphRequestId });
    case 'refused': {
      const { reason } = answer;
      return await end(deps, steps, {
        state: 'refused',
        answer: 'refused',
        reason,
        graphRequestId,
      });
    }
    case 'not yet':
      return await waitForDirectory(deps, steps);
    case 'wait':
      if (answer.seconds !== undefined)
        await deps.pacer.pause(answer.scope === 'all' ? 'all' : 'write', answer.seconds);
      await tryLater(deps, steps, { answer: 'throttled', seconds: answer.seconds });
      return;
    case 'lost':
      // Giving twice is giving once: Graph answers "already so".
      await tryLater(deps, steps, { answer: 'lost' });
      return;
    case 'stop':
      return await stopEverything(deps, steps, answer.reason);
  }
}

async function end(
  { ledger }: Pick<GiveAccessDeps, 'ledger'>,
  steps: readonly DueStep[],
  settlement: Settlement,
): Promise<void> {
  await Promise.all(steps.map((step) => ledger.settle({ step, settlement })));
}

/** What bulk work tries for the first time tells how long fresh guests take to be seen. */
function learnLag(
  { lag }: Pick<GiveAccessDeps, 'lag'>,
  steps: readonly DueStep[],
  { kind }: Answer<undefined>,
): void {
  if (!steps.every(({ bulk, attempts }) => bulk && attempts === 0)) return;
  if (kind === 'done') lag.heed('at once');
  if (kind === 'not yet') lag.heed('too early');
}

/**
 * The directory lags: wait in its own rhythm, after the first time in ever smaller company, so that one missing guest
 * holds up few.
 * Only a guest who stands alone is given up: in company another may be the one who is missing.
 */
async function waitForDirectory(deps: GiveAccessDeps, steps: readonly DueStep[]): Promise<void> {
  const now = deps.clock.now().getTime();
  const [first] = steps;
  const waited = now - (first?.firstTriedAt?.getTime() ?? now);
  if (steps.length === 1 && waited >= deps.patienceMs) {
    const reason: Reason = {
      code: 'replication timed out',
      values: { minutes: Math.ceil(deps.patienceMs / 60_000) },
    };
    return await end(deps, steps, { state: 'refused', answer: 'not yet', reason });
  }
  const attempts = Math.max(...steps.map((step) => step.attempts)) + 1;
  await postponeSteps(deps.db, steps, {
    state: 'due',
    answer: 'not yet',
    dueAt: new Date(now + replicationDelay(attempts) * 1000),
    ...(attempts > 1 ? { company: Math.ceil(steps.length / 2) } : {}),
  });
}
