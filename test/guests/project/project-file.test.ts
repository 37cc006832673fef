import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  findProject,
  ProjectsFault,
  parseProjects,
} from '../../../src/guests/project/project-file.ts';
import { projectsSchema } from '../../../src/guests/project/project-schema.ts';
import { projectsFile } from '../../sandbox/seed.ts';
import { toJsonSchema } from '../projects-json-schema.ts';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const small = { key: 'atlas', name: 'Atlas', owners: [id] };
const schemaFile = new URL('../../../docs/projects.schema.json', import.meta.url);

function faultsOf(file: unknown): string[] {
  try {
    parseProjects(typeof file === 'string' ? file : JSON.stringify(file));
  } catch (error) {
    if (error instanceof ProjectsFault) return error.faults.map((f) => `${f.place}: ${f.words}`);
    throw error;
  }
  return [];
}

test('a project with only the required fields gets every default, and asks its owner', () => {
  const [project] = parseProjects(JSON.stringify({ projects: [small] }));
  assert.deepEqual(project, {
    ...small,
    approval: {
      required: true,
      approvers: 1,
      autoApproveDomains: [],
      escalateTo: [],
      requireReason: false,
    },
    access: { groups: [], apps: [], licences: [] },
    optionalAccess: { groups: [], apps: [] },
    invitation: { sendMail: true },
    allowedDomains: [],
    remindPartners: [],
    tell: ['accepted', 'ended'],
    whenOver: 'keep',
    removeAfter: 'P30D',
    remindBefore: ['P14D', 'P3D'],
  });
});

test('reminders and removal take any ISO 8601 duration, and a removal may follow at once', () => {
  const said = { remindBefore: ['P2W', 'p1mt12h', 'PT36H'], removeAfter: 'PT0S' };
  const [project] = parseProjects(JSON.stringify({ projects: [{ ...small, ...said }] }));
  assert.deepEqual(project?.remindBefore, ['P2W', 'P1MT12H', 'PT36H']);
  assert.equal(project?.removeAfter, 'P0D');
});

test('the bot reads several spellings of a value as one', () => {
  const [project] = parseProjects(
    `\ufeff${JSON.stringify({
      projects: [
        {
          ...small,
          owners: [id.toUpperCase()],
          allowedDomains: ['Fabrikam.COM', 'bücher.example'],
          invitation: { language: 'zh-HANS', redirectUrl: 'https://X.example' },
          access: { licences: [{ skuId: id, usageLocation: 'nl' }] },
        },
      ],
    })}`,
  );
  assert.deepEqual(project?.owners, [id]);
  assert.deepEqual(project?.allowedDomains, ['fabrikam.com', 'xn--bcher-kva.example']);
  assert.equal(project?.invitation.language, 'zh-Hans');
  assert.equal(project?.invitation.redirectUrl, 'https://x.example/');
  assert.equal(project?.access.licences[0]?.usageLocation, 'NL');
});

const faulty: [what: string, change: object, expected: RegExp][] = [
  ['an unknown key', { owner: id }, /projects\[0\]\.owner: is not known here/],
  ['a missing name', { name: undefined }, /projects\[0\]\.name: is missing/],
  ['no owners', { owners: [] }, /projects\[0\]: needs owners or an ownersGroup/],
  ['a bad id', { owners: ['alex'] }, /projects\[0\]\.owners\[0\]: must be a directory id/],
  ['a key with spaces', { key: 'at las' }, /projects\[0\]\.key: must be letters/],
  ['a bad duration', { guestExpiresAfter: '180 days' }, /guestExpiresAfter: must be a duration/],
  ['a negative duration', { guestExpiresAfter: '-P1D' }, /guestExpiresAfter: must be a duration/],
  ['an unknown end', { whenOver: 'delete' }, /whenOver: must be one of keep, block, remove/],
  ['a third reminder', { remindPartners: ['P3D', 'P9D', 'P20D'] }, /may name 2 times at most/],
  [
    'a hasty reminder',
    { remindPartners: ['PT71H'] },
    /remindPartners\[0\]: must be 3 days or more/,
  ],
  ['a hasty end', { remindPartners: ['P9D'], giveUpAfter: 'P9D' }, /giveUpAfter: must be longer/],
  ['reminders turned round', { remindPartners: ['P9D', 'P3D'] }, /Partners\[1\]: must be 3 days/],
  ['a reminder of no length', { remindBefore: ['P0D'] }, /remindBefore\[0\]: must be a duration/],
  ['a reminder outside a list', { remindBefore: 'P3D' }, /remindBefore: must be a list/],
  ['a wait of a thousand years', { removeAfter: 'P1000Y' }, /removeAfter: must be .* at most P10Y/],
  [
    'an expiry that overflows',
    { guestExpiresAfter: 'PT99999999999H' },
    /guestExpiresAfter: must be/,
  ],
  ['a negative wait', { removeAfter: '-P1D' }, /removeAfter: must be a duration such as P30D/],
  ['less than a millisecond', { guestExpiresAfter: 'PT0.0001S' }, /must be a duration/],
  ['a list for access', { access: [] }, /access: must be a block in curly braces/],
  ['a list for optional access', { optionalAccess: [] }, /optionalAccess: must be a block/],
  ['a list for the approval', { approval: [] }, /approval: must be a block in curly braces/],
  ['a list for the invitation', { invitation: [] }, /invitation: must be a block in curly/],
  ['a bad language', { invitation: { language: 'dutch' } }, /language: must be a language tag/],
  ['an http link', { invitation: { redirectUrl: 'http://x.example' } }, /must be an https/],
  ['a bad domain', { allowedDomains: ['@x.example'] }, /allowedDomains\[0\]: must be a domain/],
  ['words for a number', { approval: { approvers: 'two' } }, /approvers: must be a number/],
  ['no approvers', { approval: { approvers: 0 } }, /approvers: must be 1 or more/],
  ['too many approvers', { approval: { approvers: 2 } }, /approvers: asks for more approvers/],
  [
    'nobody to escalate to',
    { approval: { escalateAfter: 'P1D' } },
    /approval\.escalateTo: is missing/,
  ],
  [
    'escalating after the end',
    { approval: { escalateAfter: 'P3D', timeout: 'PT24H', escalateTo: [id] } },
    /escalateAfter: must be shorter/,
  ],
  [
    "an owners' group as access",
    { ownersGroup: id, access: { groups: [other, id] } },
    /access\.groups\[1\]: is a project's ownersGroup/,
  ],
  [
    'a channel told of nothing known',
    { tell: ['accepted', 'asekd'] },
    /tell\[1\]: must be one of asked,/,
  ],
  ['a word for what the channel hears', { tell: 'all' }, /tell: must be a list in square/],
  ['a key that means an empty cell', { key: 'None' }, /\.key: "None" is what lists write for an/],
  ['a name that means an empty cell', { name: 'N/A' }, /\.name: "N\/A" is what lists write for/],
  ['a bad channel', { channel: { teamId: id, channelId: 'General' } }, /channelId: must be/],
];
for (const [what, change, expected] of faulty) {
  test(`${what} is a fault that names its place`, () => {
    const faults = faultsOf({ projects: [{ ...small, ...change }] });
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0] ?? '', expected);
  });
}

test('no two projects may have the same key or name, in any letter case', () => {
  const second = { key: 'two', name: 'ATLAS', owners: [id] };
  assert.deepEqual(faultsOf({ projects: [small, second] }), [
    'projects[1].name: projects[0] is called "ATLAS" too',
  ]);
});

test('the error names all faults at once', () => {
  const faults = faultsOf({ projects: [{ ...small, key: '' }, { name: 'x' }], version: 2 });
  assert.ok(faults.length >= 3, faults.join('\n'));
});

test('the error says when the file is empty or not JSON', () => {
  assert.deepEqual(faultsOf(' \n'), ['the file: is empty']);
  assert.match(faultsOf('{"projects": [}')[0] ?? '', /^the file: is not JSON: Unexpected/);
});

test('the bot finds a project by its key or its name, in any letter case', () => {
  const projects = parseProjects(JSON.stringify({ projects: [{ ...small, name: 'Grüne Wiese' }] }));
  assert.equal(findProject(projects, ' ATLAS ')?.key, 'atlas');
  assert.equal(findProject(projects, 'gru\u0308ne wiese')?.key, 'atlas');
  assert.equal(findProject(projects, 'atla'), undefined);
});

test('the published schema is the one that the bot uses', async () => {
  const schema = `${JSON.stringify(toJsonSchema(projectsSchema), null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA === 'true') await writeFile(schemaFile, schema);
  const published: unknown = JSON.parse(await readFile(schemaFile, 'utf8'));
  const advice = 'run this test with UPDATE_SCHEMA=true';
  assert.deepEqual(published, JSON.parse(schema), advice);
});

test('the published schema accepts what the bot accepts, and refuses wrong shapes', async () => {
  const schema: unknown = JSON.parse(await readFile(schemaFile, 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  const validate = new Ajv2020({ strict: false }).compile(schema);
  assert.equal(validate(projectsFile), true, JSON.stringify(validate.errors));
  assert.equal(faultsOf(projectsFile).length, 0);
  for (const change of [{ owner: id }, { owners: ['alex'] }, { approval: { approvers: 'two' } }]) {
    assert.equal(validate({ projects: [{ ...small, ...change }] }), false);
  }
});

test('the bot can read the sample of a projects file', async () => {
  const text = await readFile(new URL('../../../projects.sample.json', import.meta.url), 'utf8');
  assert.deepEqual(
    parseProjects(text).map(({ key }) => key),
    ['atlas', 'beacon'],
  );
});
