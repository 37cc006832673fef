import { type ApprovalRule, mostStages, type Project } from '../project/project.ts';

/** An approval that one group of people after the other decides. Without stages it has one, of the project's owners. */
export type Staged = {
  projectKey: string;
  rule: Pick<ApprovalRule, 'stages'>;
  /** The present one, from 1 on. */
  stage: number;
};

/** How many stages an approval has. */
export const stagesIn = ({ stages }: Pick<ApprovalRule, 'stages'>): number => stages?.length ?? 1;

/** The rule as it holds in one stage. A rule without stages stays as it is. */
export function ruleAt(rule: ApprovalRule, stage: number): ApprovalRule {
  const at = rule.stages?.[stage - 1];
  return at === undefined ? rule : { ...rule, approvers: at.approvers, timeout: at.timeout };
}

/**
 * The project with those as owners who decide in the present stage of an approval, as the projects file says now. If the
 * file has that stage no longer, the project's owners decide.
 */
export function projectAt(project: Project, { rule, stage }: Omit<Staged, 'projectKey'>): Project {
  return rule.stages === undefined ? project : withStage(project, stage);
}

function withStage(project: Project, stage: number): Project {
  const at = project.approval.stages?.[stage - 1];
  return at === undefined
    ? project
    : { ...project, owners: at.owners, ownersGroup: at.ownersGroup };
}

/** Names those who decide in the present stage: the key of the project, and the stage where it has several. */
export const decidersKey = ({ projectKey, rule, stage }: Staged): string =>
  rule.stages === undefined ? projectKey : `${projectKey} ${stage}`;

/** A project as those see it who decide in one of its stages. Its key is that of `decidersKey`. */
export const decidingParts = (project: Project): Project[] => [
  project,
  ...Array.from({ length: mostStages }, (_, index) => ({
    ...withStage(project, index + 1),
    key: `${project.key} ${index + 1}`,
  })),
];
