import type { Db } from '../database.ts';
import { all } from '../statement.ts';

/** A project by its key and name. */
export type NamedProject = { key: string; name: string };

/** Every project that ever was in the projects file. */
export async function everyProject(db: Db): Promise<NamedProject[]> {
  return await all(db)`select key, name from project order by key`;
}
