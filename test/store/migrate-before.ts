import { readdirSync } from 'node:fs';
import { type Migration, Migrator } from 'kysely/migration';
import type { Db } from '../../src/store/database.ts';

const folder = new URL('../../src/store/migrations/', import.meta.url);
const isMigration = (value: unknown): value is Migration =>
  typeof value === 'object' && value !== null && 'up' in value;

/** Migrates a database up to one migration, so that a test can store data of that time. */
export async function migrateBefore(db: Db, name: string): Promise<void> {
  const earlier = readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((each) => each < name);
  const migrations: Record<string, Migration> = {};
  for (const each of earlier) {
    const exported: object = await import(new URL(`${each}.ts`, folder).href);
    const migration = Object.values(exported).find(isMigration);
    if (migration !== undefined) migrations[each] = migration;
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error(`Not migrated to before ${name}`, { cause: error });
}
