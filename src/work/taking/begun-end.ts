import type { Reason } from '../../guests/reason.ts';
import type { readTargets } from '../../store/endings/begin-endings.ts';
import type { NewStep } from '../../store/steps/steps.ts';

/** How a row begins: the steps that it writes, and why there may be none. */
export type BegunEnd = { steps: readonly NewStep[]; reason?: Reason | undefined };

/** An invitation that a row is about, as it stands when work on the row begins. */
export type Target = Awaited<ReturnType<typeof readTargets>>[number];
