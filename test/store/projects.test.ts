import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { endingDefaults } from '../../src/guests/project/ending-defaults.ts';
import { type Project, tellDefault } from '../../src/guests/project/project.ts';
import type { Db } from '../../src/store/database.ts';
import { activeProjects, applyProjects, readProject } from '../../src/store/projects.ts';
import { makeProject, start } from './make-request.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();
const later = new Date(start.getTime() + 60_000);

async function versions(db: Db): Promise<{ id: number; appliedAt: Date; definition: Project[] }[]> {
  const { rows } = await sql<{ id: number; appliedAt: Date; definition: Project[] }>`
    select id, applied_at, definition from project_version order by id`.execute(db);
  return rows;
}

async function history(db: Db): Promise<{ at: Date; actor: string; detail: unknown }[]> {
  const { rows } = await sql<{ at: Date; actor: string; detail: unknown }>`
    select at, actor, detail from history where what = 'projects applied' order by id`.execute(db);
  return rows;
}

test('every applied version stays, and the history names it', async (t) => {
  const { db } = await server.fresh(t);
  const first = [makeProject('atlas'), makeProject('beacon')];
  const second = [makeProject('atlas', { name: 'Atlas renamed' })];
  await applyProjects(db, first, start);
  await applyProjects(db, second, later);
  const kept = await versions(db);
  assert.deepEqual(
    kept.map(({ appliedAt, definition }) => ({ appliedAt, definition })),
    [
      { appliedAt: start, definition: JSON.parse(JSON.stringify(first)) },
      { appliedAt: later, definition: JSON.parse(JSON.stringify(second)) },
    ],
  );
  const [one, two] = kept;
  assert.deepEqual(await history(db), [
    { at: start, actor: 'guestlist', detail: { version: one?.id, projects: 2 } },
    { at: later, actor: 'guestlist', detail: { version: two?.id, projects: 1 } },
  ]);
});

test('the same file a second time, or on another replica at once, makes no new version', async (t) => {
  const { db } = await server.fresh(t);
  const projects = [makeProject('atlas'), makeProject('beacon')];
  await Promise.all(Array.from({ length: 8 }, () => applyProjects(db, projects, start)));
  await applyProjects(db, projects, later);
  assert.equal((await versions(db)).length, 1);
  assert.equal((await history(db)).length, 1);
});

test('a project that left the file takes no new request, and stays readable for its rows', async (t) => {
  const { db } = await server.fresh(t);
  await applyProjects(db, [makeProject('atlas'), makeProject('beacon')], start);
  await applyProjects(db, [makeProject('atlas')], later);
  assert.deepEqual(
    (await activeProjects(db)).map(({ key }) => key),
    ['atlas'],
  );
  assert.equal((await readProject(db, 'beacon'))?.name, 'Project beacon');
  await applyProjects(db, [makeProject('beacon')], later);
  assert.deepEqual(
    (await activeProjects(db)).map(({ key }) => key),
    ['beacon'],
  );
  assert.equal((await versions(db)).length, 3, 'to go back is a version too');
});

test('a project that an older version stored ends like one without rules for the end', async (t) => {
  const { db } = await server.fresh(t);
  await applyProjects(db, [makeProject('atlas', { whenOver: 'block' })], start);
  assert.equal((await readProject(db, 'atlas'))?.whenOver, 'block');
  await sql`update project set definition = definition - 'whenOver' - 'removeAfter' - 'remindBefore' - 'tell' - 'remindPartners'`.execute(
    db,
  );
  const { whenOver, removeAfter, remindBefore, tell, remindPartners } =
    (await readProject(db, 'atlas')) ?? {};
  assert.deepEqual(tell, tellDefault);
  assert.deepEqual({ whenOver, removeAfter, remindBefore }, endingDefaults);
  assert.deepEqual(remindPartners, []);
});
