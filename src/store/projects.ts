import { sql } from 'kysely';
import type { Project } from '../guests/project.ts';
import type { Db } from './database.ts';
import { inTransaction } from './database.ts';

/** Makes these projects the ones in force; the others stay for what still refers to them, but take nothing new. */
export async function applyProjects(
  db: Db,
  projects: readonly Project[],
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await sql`lock table project in share row exclusive mode`.execute(trx);
    const { rows: last } = await sql<{ same: boolean }>`
      select definition = ${JSON.stringify(projects)}::jsonb as same from project_version order by id desc limit 1`.execute(
      trx,
    );
    if (last[0]?.same === true) return;
    const { rows } = await sql<{ id: number }>`
      insert into project_version (applied_at, definition) values (${now}, ${JSON.stringify(projects)}) returning id`.execute(
      trx,
    );
    const version = rows[0]?.id ?? 0;
    await sql`update project set active = false`.execute(trx);
    await sql`
      insert into project (key, name, definition, version_id)
      select p->>'key', p->>'name', p, ${version} from jsonb_array_elements(${JSON.stringify(projects)}::jsonb) p
      on conflict (key) do update set name = excluded.name, definition = excluded.definition,
        version_id = excluded.version_id, active = true`.execute(trx);
  });
}

/** The projects in force. A channel that a person linked replaces the one of the file. */
export async function activeProjects(db: Db): Promise<Project[]> {
  const { rows } = await sql<{
    definition: Project;
    teamId: string | null;
    channelId: string | null;
  }>`
    select p.definition, c.team_id, c.channel_id from project p left join project_channel c on c.project_key = p.key
    where p.active order by p.key`.execute(db);
  return rows.map(withChannel);
}

/** A project by its key, in force or not. */
export async function readProject(db: Db, key: string): Promise<Project | undefined> {
  const { rows } = await sql<{
    definition: Project;
    teamId: string | null;
    channelId: string | null;
  }>`
    select p.definition, c.team_id, c.channel_id from project p left join project_channel c on c.project_key = p.key
    where p.key = ${key}`.execute(db);
  return rows.map(withChannel)[0];
}

function withChannel(row: {
  definition: Project;
  teamId: string | null;
  channelId: string | null;
}): Project {
  if (row.teamId === null || row.channelId === null) return row.definition;
  return { ...row.definition, channel: { teamId: row.teamId, channelId: row.channelId } };
}
