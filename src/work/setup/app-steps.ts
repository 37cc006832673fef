import {
  catalogueStep,
  personalAppStep,
  teamAppStep,
} from '../../graph/setup/app-install-steps.ts';
import type { MemberFound } from '../../graph/setup/read-setup-facts.ts';
import type { SetupStep } from '../../graph/setup/setup-step.ts';
import type { SetupAnswers } from './setup-answers.ts';

type Parts = {
  zip: Uint8Array;
  appId: string;
  people: ReadonlyMap<string, MemberFound>;
  /** Graph's address with its version. */
  root: string;
};

/** Publishes the app, and gives it to the first operator and to the project's team. */
export function appSteps(
  { operators: [first = ''], team }: Pick<SetupAnswers, 'operators' | 'team'>,
  { zip, appId, people, root }: Parts,
): SetupStep[] {
  const operator = people.get(first);
  return [
    catalogueStep(zip, appId),
    ...(operator === undefined ? [] : [personalAppStep(root, operator)]),
    ...(team === undefined ? [] : [teamAppStep(root, { id: team, name: team })]),
  ];
}
