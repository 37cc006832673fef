import { sql } from 'kysely';
import { endingDefaults } from '../guests/project/ending-defaults.ts';
import { type Project, tellDefault } from '../guests/project/project.ts';
import type { Db } from './database.ts';
import { inTransaction } from './database.ts';
import { record } from './history.ts';
import { all, column, first, one, run } from './statement.ts';

/**
 * Puts these projects in force. Projects that are absent stay for the rows that refer to them, but take no new
 * request.
 */
export async function applyProjects(
  db: Db,
  projects: readonly Project[],
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await run(trx)`lock table project in share row exclusive mode`;
    const [same] = await column(trx)<boolean>`
      select definition = ${JSON.stringify(projects)}::jsonb as same from project_version order by id desc limit 1`;
    if (same === true) return;
    const { id: version } = await one(trx)<{ id: number }>`
      insert into project_version (applied_at, definition) values (${now}, ${JSON.stringify(projects)}) returning id`;
    await run(trx)`update project set active = false`;
    await run(trx)`
      insert into project (key, name, definition, version_id)
      select p->>'key', p->>'name', p, ${version} from jsonb_array_elements(${JSON.stringify(projects)}::jsonb) p
      on conflict (key) do update set name = excluded.name, definition = excluded.definition,
        version_id = excluded.version_id, active = true`;
    const detail = { version, projects: projects.length };
    await record(trx, { actor: 'guestlist', what: 'projects applied', detail }, now);
  });
}

/** The projects in force. A channel that a person linked replaces the channel of the file. */
export async function activeProjects(db: Db): Promise<Project[]> {
  const rows = await all(db)<ProjectRow>`${projectRows} where p.active order by p.key`;
  return rows.map(withChannel);
}

/** Reads a project by its key, in force or not. */
export async function readProject(db: Db, key: string): Promise<Project | undefined> {
  const row = await first(db)<ProjectRow>`${projectRows} where p.key = ${key}`;
  return row && withChannel(row);
}

export type ProjectRow = { definition: Project; teamId: string | null; channelId: string | null };

/** Projects that an older version stored lack what came later: this fills in the defaults. */
export const projectColumns = sql`
  ${JSON.stringify({ ...endingDefaults, tell: tellDefault, remindPartners: [] })}::jsonb || p.definition as definition, c.team_id, c.channel_id`;
const projectRows = sql`
  select ${projectColumns} from project p left join project_channel c on c.project_key = p.key`;

/** The project of a row, with the channel that a person linked. */
export function withChannel(row: ProjectRow): Project {
  if (row.teamId === null || row.channelId === null) return row.definition;
  return { ...row.definition, channel: { teamId: row.teamId, channelId: row.channelId } };
}

/** The number of the version in force; 0 before the first one. */
export async function currentVersion(db: Db): Promise<number> {
  const [id] = await column(db)<number>`
    select coalesce(max(id), 0) as id from project_version`;
  return id ?? 0;
}

/**
 * Locks a project's row until the transaction ends and reads it. The second of two people who link the project then
 * sees the first one's channel.
 */
export async function lockProject(db: Db, key: string): Promise<Project | undefined> {
  await run(db)`select 1 from project where key = ${key} for update`;
  return await readProject(db, key);
}

/** Links a channel: from now on it replaces the file's. */
export async function storeChannel(
  db: Db,
  link: { projectKey: string; teamId: string; channelId: string; linkedBy: string },
  now: Date,
): Promise<void> {
  await run(db)`
    insert into project_channel (project_key, team_id, channel_id, linked_by, linked_at)
    values (${link.projectKey}, ${link.teamId}, ${link.channelId}, ${link.linkedBy}, ${now})
    on conflict (project_key) do update set team_id = excluded.team_id, channel_id = excluded.channel_id,
      linked_by = excluded.linked_by, linked_at = excluded.linked_at`;
}
