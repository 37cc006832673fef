import type { Project } from '../../guests/project/project.ts';
import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { type ProjectRow, projectColumns, withChannel } from '../projects.ts';
import { all } from '../statement.ts';

/** A project that is not in force any more, while guests still have its access. */
export type LeftProject = {
  project: Project;
  /** The last version of the projects that had it. */
  versionId: number;
  guests: number;
  /** How many of these guests keep the access for good. */
  withoutEnd: number;
};

/** Projects that left the file while guests have their access. */
export async function leftProjects(db: Db): Promise<LeftProject[]> {
  const rows = await all(db)<ProjectRow & Omit<LeftProject, 'project'>>`
    select ${projectColumns}, p.version_id, living.guests, living.without_end
    from project p left join project_channel c on c.project_key = p.key
    cross join lateral (
      select count(distinct i.guest_id) as guests, count(distinct i.guest_id) filter (where i.ends_at is null) as without_end
      from invitation i where i.project_key = p.key and i.guest_id is not null and ${mayHaveAccess('i')}) living
    where not p.active and living.guests > 0 order by p.key`;
  return rows.map(({ versionId, guests, withoutEnd, ...row }) => ({
    project: withChannel(row),
    versionId,
    guests,
    withoutEnd,
  }));
}
