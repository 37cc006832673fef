import type { GraphInTenant, MemberFound } from '../../graph/setup/read-setup-facts.ts';
import type { SetupStep } from '../../graph/setup/setup-step.ts';
import {
  applicationStep,
  certificateStep,
  federatedStep,
  groupStep,
  memberStep,
  permissionStep,
  principalStep,
  type SetupCertificate,
} from '../../graph/setup/setup-steps.ts';
import { neededPermissions } from './needed-permissions.ts';
import { type SetupAnswers, workloadOf } from './setup-answers.ts';

/** The facts that set-up reads from the tenant before it plans. */
export type SetupFacts = {
  graph: GraphInTenant;
  /** By the names in the answers. */
  people: ReadonlyMap<string, MemberFound>;
  /** Graph's address with its version. */
  root: string;
  certificate: SetupCertificate | undefined;
};

/** The things that set-up makes in the tenant before the secret and the app package, in order. */
export function planSetup(answers: SetupAnswers, facts: SetupFacts): SetupStep[] {
  const { name, features } = answers;
  const workload = workloadOf(answers);
  return [
    applicationStep(name),
    principalStep(name),
    ...neededPermissions(features).flatMap((permission) => {
      const roleId = facts.graph.roles.get(permission);
      if (roleId === undefined) return [];
      return permissionStep(permission, { principalId: facts.graph.principalId, roleId });
    }),
    ...(facts.certificate === undefined ? [] : [certificateStep(facts.certificate)]),
    ...(workload === undefined ? [] : [federatedStep(workload)]),
    ...withMembers(groupStep('inviters', `${name} inviters`), answers.inviters, facts),
    ...withMembers(groupStep('operators', `${name} operators`), answers.operators, facts),
    ...(features.includes('groups') && answers.projectGroup === undefined
      ? [groupStep('project', `${answers.project} partners`)]
      : []),
  ];
}

function withMembers(
  group: SetupStep,
  names: readonly string[],
  { people, root }: SetupFacts,
): SetupStep[] {
  const members = new Map(
    names.flatMap((name) => {
      const person = people.get(name);
      return person === undefined ? [] : [[person.id, person] as const];
    }),
  );
  return [group, ...[...members.values()].map((who) => memberStep({ ...group, root }, who))];
}
