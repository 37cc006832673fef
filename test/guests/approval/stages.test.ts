import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidingParts, projectAt, ruleAt } from '../../../src/guests/approval/stages.ts';
import { ProjectsFault, parseProjects } from '../../../src/guests/project/project-file.ts';
import { groupRefusal, rightsGroups } from '../../../src/guests/project/refused-access.ts';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const group = '6fa459ea-ee8a-3ca4-894e-db77e160355e';
const small = { key: 'atlas', name: 'Atlas', owners: [id] };
const first = { owners: [id] };

const parse = (approval: object, change: object = {}) =>
  parseProjects(JSON.stringify({ projects: [{ ...small, approval, ...change }] }));

function faultsOf(approval: object, change: object = {}): string[] {
  try {
    parse(approval, change);
  } catch (error) {
    if (error instanceof ProjectsFault) return error.faults.map((f) => `${f.place}: ${f.words}`);
    throw error;
  }
  return [];
}

test('each stage has its people, how many of them approve, and a time', () => {
  const stages = [
    { ...first, timeout: 'PT12H' },
    { ownersGroup: group, approvers: 2 },
  ];
  const [project] = parse({ timeout: 'P3D', stages });
  assert.ok(project);
  const { approval } = project;
  assert.deepEqual(approval.stages, [
    { approvers: 1, owners: [id], timeout: 'PT12H' },
    { approvers: 2, owners: [], ownersGroup: group, timeout: 'P3D' },
  ]);
  const second = ruleAt(approval, 2);
  assert.deepEqual([second.approvers, second.timeout], [2, 'P3D']);
  const at = projectAt(project, { rule: approval, stage: 2 });
  assert.deepEqual([at.owners, at.ownersGroup, at.key], [[], group, 'atlas']);
  assert.deepEqual(
    decidingParts(project).map(({ projectKey, stage, owners }) => [
      projectKey,
      stage,
      owners.length,
    ]),
    [
      ['atlas', undefined, 1],
      ['atlas', 1, 1],
      ['atlas', 2, 0],
    ],
  );
});

test('a project without stages keeps its rule, its owners and its key', () => {
  const [project] = parse({ timeout: 'P3D' });
  assert.ok(project);
  const { approval } = project;
  assert.equal(ruleAt(approval, 1), approval);
  assert.equal('stages' in approval, false);
  assert.equal(projectAt(project, { rule: approval, stage: 1 }), project);
});

const faulty: [what: string, approval: object, expected: RegExp][] = [
  [
    'a stage without people',
    { stages: [first, {}] },
    /stages\[1\]: needs owners or an ownersGroup/,
  ],
  ['no stage at all', { stages: [] }, /approval\.stages: must have one stage or more/],
  ['four stages', { stages: [first, first, first, first] }, /stages: must have 3 stages or fewer/],
  [
    'a stage of too few',
    { stages: [{ ...first, approvers: 2 }] },
    /stages\[0\]\.approvers: asks for/,
  ],
  ['a stage for all', { approvers: 2, stages: [first] }, /approval\.approvers: /],
  ['an escalation of stages', { escalateTo: [other], stages: [first] }, /escalateTo: does not go/],
  ['an unknown word in a stage', { stages: [{ ...first, who: id }] }, /stages\[0\]\.who: is not/],
];
for (const [what, approval, expected] of faulty) {
  test(`${what} is a fault that names its place`, () => {
    assert.match(faultsOf(approval).join('\n'), expected);
  });
}

test('the people of a stage are never given as access', () => {
  const approval = { stages: [{ ownersGroup: group }] };
  const fault = /access\.groups\[0\]: is a project's ownersGroup/;
  assert.match(faultsOf(approval, { access: { groups: [group] } }).join('\n'), fault);
  const rights = rightsGroups(parse(approval), []);
  assert.equal(groupRefusal({ id: group, name: 'Security' }, rights)?.code, 'group unwritable');
});

const [owners, security, legal] = [[id], [other], [group]].map((people) => ({
  approvers: 1,
  owners: people ?? [],
}));
const copied = [owners, security].flatMap((each) => each ?? []);

/** The people who decide in the two stages of an open approval, if the file has these now. */
function decides(listed: (typeof owners)[]): string[] {
  const [project] = parse({});
  assert.ok(project);
  const stages = listed.flatMap((each) => each ?? []);
  const now = {
    ...project,
    approval: { ...project.approval, ...(stages.length > 0 && { stages }) },
  };
  return [1, 2].flatMap((stage) => projectAt(now, { rule: { stages: copied }, stage }).owners);
}

test('no change of the stages in the file takes an open approval from the people of a stage', () => {
  for (const listed of [
    [],
    [security],
    [owners],
    [security, owners],
    [legal, owners],
    [security, legal],
    [legal, owners, security],
    [owners, legal, security],
    [owners, security, legal],
  ])
    assert.deepEqual(decides(listed), [id, other]);
});

test('other people for a stage that stays at its place decide at once', () => {
  assert.deepEqual(decides([legal, security]), [group, other]);
  assert.deepEqual(decides([owners, legal]), [id, group]);
});
