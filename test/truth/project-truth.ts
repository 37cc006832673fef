import { groups } from '../sandbox/seed.ts';
import { accessClaims, accessOfAll } from './access-truth.ts';
import { type Spoken, saidAs, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { readAs } from './phrasebook.ts';
import type { ProjectRow, State } from './read-state.ts';

/** The projects with how many owners have to approve. For somebody who may know all. */
export function projectsClaims(card: Spoken, state: State): Claim[] {
  const active = state.projects.filter((project) => project.active);
  const approversOf = ({ definition: { approval } }: ProjectRow) =>
    approval.required ? (approval.stages?.length ?? approval.approvers ?? 1) : 0;
  const said = card.lines.flatMap(({ pieces: [name = '', about = ''] }) => {
    const project = active.find((each) => asShown(name, each.name) === each.name);
    const words = about.replace(/^ \([^)]*\): /, '');
    const said =
      readAs(card.language, words, 'projects.stages') ??
      readAs(card.language, words, 'projects.approval');
    const approvers = said?.values.count;
    return project === undefined || approvers === undefined ? [] : [[project.key, approvers]];
  });
  return [
    {
      what: 'the projects and who approves',
      said: said.toSorted(),
      true: active
        .slice(0, 30)
        .map((project) => [project.key, approversOf(project)])
        .toSorted(),
    },
  ];
}

/** One project: its access by Graph's names. */
export function projectClaims(card: Spoken, state: State): Claim[] {
  const [name = '', key = ''] = card.lines[1]?.pieces ?? [];
  const project = state.projects.find(
    (each) => key.trim() === `(${each.key})` && asShown(name, each.name) === each.name,
  );
  if (project === undefined) return [{ what: 'a project', said: name, true: undefined }];
  const { access } = project.definition;
  return accessClaims(card, accessOfAll(state, [{ access }]), project.name);
}

/** Whether this person may invite, and what they own, by the groups in Graph. */
export function helpClaims(card: Spoken, state: State, personId: string): Claim[] {
  const owns = ownedBy(state, personId).filter(({ active }) => active);
  return [
    {
      what: 'that this person may invite',
      said: saidAs(card, 'help.file') !== undefined,
      true: isIn(state, groups.inviters.id, personId),
    },
    {
      what: 'which projects this person owns',
      said: saidIn(card, 'welcome.owner')[0]?.values.projects ?? '',
      true: owns.map(({ name }) => name).join(', '),
    },
  ];
}

const isIn = ({ graph }: State, group: string | undefined, personId: string) =>
  graph.groups.find(({ id }) => id === group)?.members.some(({ id }) => id === personId) === true;

/** The projects that somebody owns, in force or not. */
export const ownedBy = (state: State, personId: string) =>
  state.projects.filter(
    ({ definition: { owners = [], ownersGroup } }) =>
      owners.includes(personId) || isIn(state, ownersGroup, personId),
  );
