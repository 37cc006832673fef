import type { ApprovalRule, ApprovalStage, Project } from '../project/project.ts';

/** An approval that one group of people after the other decides. Without stages it has one, of the project's owners. */
export type Staged = {
  projectKey: string;
  rule: Pick<ApprovalRule, 'stages'>;
  /** The present one, from 1 on. */
  stage: number;
};

/** How many stages an approval has. */
export const stagesIn = ({ stages }: Pick<ApprovalRule, 'stages'>): number => stages?.length ?? 1;

/** The topic of a stage after the first ends with this word and the stage's number. */
const stageWord = 'stage';

/** The pattern for `like` that finds topics of cards of stages after the first. */
export const laterStages = `${stageWord} %`;

/** The topic of a card or message in one stage. The bot tells the same thing once in each stage. */
export function topicIn(stage: number, topic = ''): string {
  return stage === 1 ? topic : [topic, `${stageWord} ${stage}`].filter(Boolean).join(', ');
}

/** The rule as it holds in one stage. A rule without stages stays as it is. */
export function ruleAt(rule: ApprovalRule, stage: number): ApprovalRule {
  const at = rule.stages?.[stage - 1];
  return at === undefined ? rule : { ...rule, approvers: at.approvers, timeout: at.timeout };
}

/**
 * The project, with the people of the approval's present stage in place of its owners. The projects file names them, as
 * long as it has the same number of stages as the approval's copy, and none has moved. Otherwise the copy names them: a
 * stage of another number has other people.
 */
export function projectAt(project: Project, { rule, stage }: Omit<Staged, 'projectKey'>): Project {
  const { stages: copied = [] } = rule;
  const { stages: listed = [] } = project.approval;
  const at = (hasMoved(copied, listed) ? copied : listed)[stage - 1];
  return at === undefined ? project : withPeople(project, at);
}

type People = Pick<ApprovalStage, 'owners' | 'ownersGroup'>;

/** True where the file has more or fewer stages than the copy, or the people of one stand at another place. */
function hasMoved(copied: readonly People[], listed: readonly People[]): boolean {
  const keys = listed.map(peopleKey);
  return (
    copied.length !== listed.length ||
    copied.map(peopleKey).some((key, index) => keys[index] !== key && keys.includes(key))
  );
}

const peopleKey = ({ owners, ownersGroup = '' }: People): string =>
  [...owners.toSorted(), ownersGroup].join(' ').toLowerCase();

const withPeople = (project: Project, { owners, ownersGroup }: People): Project => ({
  ...project,
  owners,
  ownersGroup,
});

/** The people who decide together: the owners of a project, or the people of one of its stages. */
export type DecidingPart = Pick<
  Project,
  'name' | 'owners' | 'ownersGroup' | 'approval' | 'channel'
> & {
  /** Tells parts from each other. Once the bot has asked a part, its approvals have this as their `decidersKey`. */
  key: string;
  projectKey: string;
  /** Absent: the project has no stages. */
  stage?: number;
};

/** A part of a project whose people are the owners of the given copy. */
export function partOf(
  { key: projectKey, name, owners, ownersGroup, approval, channel }: Project,
  { key, stage }: { key: string; stage: number | undefined },
): DecidingPart {
  const of = stage === undefined ? {} : { stage };
  return { key, projectKey, name, owners, ownersGroup, approval, channel, ...of };
}

/** The owners of a project, and the people of each stage that it names now. */
export const decidingParts = (project: Project): DecidingPart[] => [
  partOf(project, { key: project.key, stage: undefined }),
  ...(project.approval.stages ?? []).map((at, index) =>
    partOf(withPeople(project, at), {
      key: `${project.key} ${index + 1}`,
      stage: index + 1,
    }),
  ),
];
