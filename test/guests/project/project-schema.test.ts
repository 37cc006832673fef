import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ProjectsFault, parseProjects } from '../../../src/guests/project/project-file.ts';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const small = { key: 'atlas', name: 'Atlas', owners: [id] };
const schemaFile = new URL('../../../docs/projects.schema.json', import.meta.url);

function isTaken(file: object): boolean {
  try {
    parseProjects(JSON.stringify(file));
    return true;
  } catch (error) {
    if (error instanceof ProjectsFault) return false;
    throw error;
  }
}

const people = { owners: [id] };
const rules: object[] = [
  ...[[], ['P3D'], ['P3D', 'P9D'], ['P3D', 'P9D', 'P20D']].map((remindPartners) => ({
    remindPartners,
  })),
  ...[
    { stages: [people] },
    { stages: [people, { ownersGroup: other }, people] },
    { stages: [] },
    { stages: [people, people, people, people] },
    { stages: [people, {}] },
    { stages: [{ owners: [] }] },
    { stages: [people], approvers: 1, escalateTo: [] },
    { stages: [people], approvers: 2 },
    { stages: [people], escalateTo: [other] },
    { stages: [people], escalateTo: [other], escalateAfter: 'P1D' },
    { stages: [people], timeout: 'P3D', requireReason: true },
    { escalateTo: [other], escalateAfter: 'P1D' },
  ].map((approval) => ({ approval })),
];

test('the published schema takes the reminders and stages that the bot takes, and no others', async () => {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  for (const rule of rules) {
    const file = { projects: [{ ...small, ...rule }] };
    assert.equal(validate(file), isTaken(file), JSON.stringify(rule));
  }
});
