import type { Answer } from '../graph/answer.ts';
import type { Reason } from '../guests/reason.ts';
import { type DueStep, intendSteps, postponeSteps } from '../store/steps.ts';
import { replicationDelay } from './back-off.ts';
import type { WorkDeps } from './deps.ts';
import type { PaceName, Pacer } from './pacer.ts';
import { settle, stopEverything, tryLater } from './settle.ts';

export type GiveAccessDeps = WorkDeps & {
  worker: string;
  pacer: Pacer;
  chance: () => number;
  /** How long a guest may be missing from the directory before a grant is given up. */
  patienceMs: number;
  addMembers: (groupId: string, objectIds: readonly string[]) => Promise<Answer<undefined>>;
  giveRole: (role: {
    objectId: string;
    servicePrincipalId: string;
    appRoleId: string | undefined;
  }) => Promise<Answer<undefined>>;
  /** Sets where the guest is, then assigns the licence. */
  giveLicence: (licence: {
    objectId: string;
    skuId: string;
    usageLocation: string;
  }) => Promise<Answer<undefined>>;
};

/** Puts guests into one group, up to twenty in one call. Graph takes all of them or none. */
export async function addToGroup(deps: GiveAccessDeps, steps: readonly DueStep[]): Promise<void> {
  const target = steps[0]?.target;
  if (target === undefined) return;
  const going = await begin(deps, steps);
  if (going.length === 0) return;
  const answer = await deps.addMembers(
    target,
    going.flatMap((step) => step.objectId ?? []),
  );
  const all = going.length === 1;
  if (!all && (answer.kind === 'already' || answer.kind === 'refused')) {
    // One of them is to blame: halve until it stands alone.
    const half = Math.ceil(going.length / 2);
    await addToGroup(deps, going.slice(0, half));
    await addToGroup(deps, going.slice(half));
    return;
  }
  await handle(deps, going, answer);
}

/** Gives one guest one role of one application. */
export async function giveAppRole(deps: GiveAccessDeps, step: DueStep): Promise<void> {
  const [going] = await begin(deps, [step]);
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
  const [going] = await begin(deps, [step], ['write', 'write']);
  if (going === undefined || going.objectId === null) return;
  const answer = await deps.giveLicence({
    objectId: going.objectId,
    skuId: going.target,
    usageLocation: going.detail,
  });
  await handle(deps, [going], answer);
}

/** A permit, then the intent in the ledger; only what is still this worker's goes on. */
async function begin(
  deps: GiveAccessDeps,
  steps: readonly DueStep[],
  writes: readonly PaceName[] = ['write'],
): Promise<DueStep[]> {
  const now = deps.clock.now();
  if (
    !(await deps.pacer.permit(
      writes,
      steps.every((step) => step.bulk),
    ))
  ) {
    await postponeSteps(
      deps.db,
      steps.map((step) => step.id),
      { state: 'due', dueAt: new Date(now.getTime() + 2_000), answer: 'pace' },
    );
    return [];
  }
  const mine = new Set(
    await intendSteps(
      deps.db,
      steps.map((step) => step.id),
      deps.worker,
      deps.clock.now(),
    ),
  );
  return steps.filter((step) => mine.has(step.id));
}

async function handle(
  deps: GiveAccessDeps,
  steps: readonly DueStep[],
  answer: Answer<undefined>,
): Promise<void> {
  const { graphRequestId } = answer;
  await deps.pacer.heed('write', answer);
  switch (answer.kind) {
    case 'done':
      return await settle(deps, steps, { state: 'done', answer: 'made', graphRequestId });
    case 'already':
      return await settle(deps, steps, { state: 'done', answer: 'already so', graphRequestId });
    case 'refused':
      return await settle(deps, steps, {
        state: 'refused',
        answer: 'refused',
        reason: answer.reason,
        graphRequestId,
      });
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

/** The directory lags: wait in its own rhythm, in smaller company each time so that one missing guest holds up few. */
async function waitForDirectory(deps: GiveAccessDeps, steps: readonly DueStep[]): Promise<void> {
  const now = deps.clock.now().getTime();
  const isLate = (step: DueStep) => now - (step.firstTriedAt?.getTime() ?? now) >= deps.patienceMs;
  const late = steps.filter(isLate);
  if (late.length > 0) {
    const reason: Reason = {
      code: 'replication timed out',
      values: { minutes: Math.ceil(deps.patienceMs / 60_000) },
    };
    await settle(deps, late, { state: 'refused', answer: 'not yet', reason });
  }
  const waiting = steps.filter((step) => !isLate(step));
  if (waiting.length === 0) return;
  const attempts = Math.max(...waiting.map((step) => step.attempts)) + 1;
  await postponeSteps(
    deps.db,
    waiting.map((step) => step.id),
    {
      state: 'due',
      answer: 'not yet',
      dueAt: new Date(now + replicationDelay(attempts) * 1000),
      company: Math.max(1, Math.ceil(steps.length / 2)),
    },
  );
}
