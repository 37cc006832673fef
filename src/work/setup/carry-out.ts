import type { SetupAnswer } from '../../graph/setup/send-step.ts';
import {
  filled,
  isNamedLater,
  type KnownIds,
  type SetupStep,
} from '../../graph/setup/setup-step.ts';

/** Something that set-up made, so that it can take it away again. `path` is what to delete. */
export type MadeThing = { what: SetupStep['what']; name: string; path: string };

/** Something that set-up was about to make when it last wrote its list. */
export type BegunThing = Pick<MadeThing, 'what' | 'name'>;

export type StepOutcome = 'made' | 'there already' | 'by hand';

export type CarryDeps = {
  look: (step: SetupStep, known: KnownIds) => Promise<SetupAnswer>;
  make: (step: SetupStep, known: KnownIds) => Promise<SetupAnswer>;
  sleep: (ms: number) => Promise<void>;
  /** Something that can be taken away will be made now. Called before the call. */
  begin: (begun: BegunThing) => Promise<void>;
  /** A run that broke off had begun it: nobody knows whether its call had an effect. */
  hasBegun: (thing: BegunThing) => boolean;
  /** Graph did not make what was begun. */
  notMade: (begun: BegunThing) => Promise<void>;
  /** Called at once after something was made, before anything else. */
  keep: (made: MadeThing) => Promise<void>;
  /** True once the administrator wants set-up to stop: it ends before the next call. */
  isStopping: () => boolean;
  tell: (step: SetupStep, outcome: StepOutcome) => void;
};

/** Graph refuses a step that nothing else can replace, or the administrator stopped set-up before it. */
export class SetupStopped extends Error {
  readonly step: SetupStep;
  readonly why: 'refused' | 'not allowed' | 'no answer' | 'interrupted';
  constructor(step: SetupStep, why: SetupStopped['why'], text: string) {
    super(text);
    this.name = 'SetupStopped';
    this.step = step;
    this.why = why;
  }
}

/** Seconds between tries: Graph shows a new application and its principal after up to two minutes. */
const pauses = [1, 2, 3, 4, 5, 5, 5, 5, 10, 10, 10, 10, 15, 15, 20];
/** Seconds until a list is sure to show what a call made whose answer was lost. */
const afterLost = 15;

/**
 * Makes what is not there yet, step by step. A second run finds everything and makes nothing. Throws SetupStopped; the
 * next run goes on from there.
 */
export async function carryOut(
  deps: CarryDeps,
  steps: readonly SetupStep[],
  before: KnownIds,
): Promise<KnownIds> {
  let known = before;
  for (const step of steps) {
    // A step that needs something made by hand is by hand too.
    if (step.byHand === true && needsUnknown(step, known)) {
      deps.tell(step, 'by hand');
      continue;
    }
    known = { ...known, ...(await settle(deps, step, known)) };
  }
  return known;
}

function needsUnknown({ make }: SetupStep, known: KnownIds): boolean {
  const body = make.body instanceof Uint8Array ? '' : JSON.stringify(make.body);
  const named = [...`${make.path}${body}`.matchAll(/\{\{([^{}]+)\}\}/g)];
  return named.some(([, name = '']) => known[name] === undefined);
}

async function settle(deps: CarryDeps, step: SetupStep, known: KnownIds): Promise<KnownIds> {
  let sent: Sent = deps.hasBegun(step) ? 'perhaps' : 'nothing';
  for (const pause of pauses) {
    heedStop(deps, step);
    const tried = await tryOnce(deps, step, { known, sent });
    if (tried.kind === 'over') {
      if (tried.outcome === 'made') await keepMade(deps, step, { ...known, ...tried.known });
      deps.tell(step, tried.outcome);
      return tried.known;
    }
    if (tried.kind === 'given up') {
      await forget(deps, step, sent);
      return giveUp(deps, step, [tried.why, tried.text]);
    }
    sent = tried.sent;
    await deps.sleep(1000 * (tried.seconds ?? pause));
  }
  return giveUp(deps, step, ['no answer', '']);
}

function heedStop({ isStopping }: CarryDeps, step: SetupStep): void {
  if (isStopping()) throw new SetupStopped(step, 'interrupted', '');
}

/** A refusal made nothing. A call before it, whose answer was lost, may have. */
async function forget({ notMade }: CarryDeps, step: SetupStep, sent: Sent): Promise<void> {
  if (sent === 'nothing') await notMade(step);
}

/**
 * `something`: a call went out whose answer never came, or did not name what it made. `perhaps`: a run that broke off
 * may have sent one, and Graph may not show yet what it made.
 */
type Sent = 'nothing' | 'perhaps' | 'something';
type Tried =
  | { kind: 'over'; outcome: 'made' | 'there already'; known: KnownIds }
  | { kind: 'given up'; why: 'not allowed' | 'refused'; text: string }
  | { kind: 'again'; sent: Sent; seconds?: number | undefined };

/** A thing that a call without an answer made is ours to remove. */
const thereAfter = (sent: Sent) => (sent === 'nothing' ? 'there already' : 'made');

/** What the look alone says. Undefined: the thing is to be made now. */
function afterLook(found: SetupAnswer, sent: Sent): Tried | undefined {
  if (found.kind === 'there')
    return { kind: 'over', outcome: thereAfter(sent), known: found.known };
  // A look has no effect, so a lost one is no trace of a call.
  if (found.kind === 'lost') return { kind: 'again', sent };
  if (found.kind === 'not there' && sent === 'perhaps')
    return { kind: 'again', sent: 'something', seconds: afterLost };
  return undefined;
}

async function tryOnce(
  { look, make, begin }: CarryDeps,
  step: SetupStep,
  { known, sent }: { known: KnownIds; sent: Sent },
): Promise<Tried> {
  const found = await look(step, known);
  const seen = afterLook(found, sent);
  if (seen !== undefined) return seen;
  // In the list before the call: a run that is killed in between still knows whose it is.
  if (found.kind === 'not there' && step.undo !== undefined) await begin(step);
  const answer = found.kind === 'not there' ? await make(step, known) : found;
  switch (answer.kind) {
    case 'there':
      if (isNamedLater(step) && answer.known[step.id] === undefined)
        return { kind: 'again', sent: 'something' };
      return { kind: 'over', outcome: 'made', known: answer.known };
    case 'already':
      if (isNamedLater(step)) return { kind: 'again', sent };
      return { kind: 'over', outcome: thereAfter(sent), known: {} };
    case 'not allowed':
    case 'refused':
      return { kind: 'given up', why: answer.kind, text: answer.text };
    case 'lost':
      return { kind: 'again', sent: 'something', seconds: afterLost };
    case 'later':
      return { kind: 'again', sent, seconds: answer.seconds };
    case 'not there':
      return { kind: 'again', sent };
  }
}

function giveUp(
  { tell }: CarryDeps,
  step: SetupStep,
  [why, text]: [SetupStopped['why'], string],
): KnownIds {
  if (step.byHand !== true) throw new SetupStopped(step, why, text);
  tell(step, 'by hand');
  return {};
}

async function keepMade(deps: CarryDeps, step: SetupStep, known: KnownIds): Promise<void> {
  if (step.undo === undefined) return;
  await deps.keep({ what: step.what, name: step.name, path: filled(step.undo, known) });
}
