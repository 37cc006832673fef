import type { AccountKind } from '../../guests/step.ts';
import type { DueStep } from '../../store/steps/steps.ts';

/** A step that changes the account of a guest whom the directory knows. */
export type AccountStep = Omit<DueStep, 'kind' | 'objectId'> & {
  kind: AccountKind;
  objectId: string;
};
