import type { Reason } from '../../guests/reason.ts';
import type { NewStep } from '../../store/steps/steps.ts';

/** How a row begins: the steps that it writes, and why there may be none. */
export type BegunEnd = { steps: readonly NewStep[]; reason?: Reason | undefined };
