import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from './postgres-cluster.ts';

/** Another major version of PostgreSQL made the folder. Nothing in it has changed. */
class OtherMajorVersion extends Error {
  constructor(path: string, made: string, ours: string) {
    const isOlder = Number(made) < Number(ours);
    const advice = isOlder
      ? 'With the version of Guestlist that you ran before, write a copy: npm run backup -- <file>. Then name a new, ' +
        'empty folder in DATA_DIR, and put the copy there with this version: npm run restore -- <file>.'
      : 'Run the newer version of Guestlist that made it, or name another folder in DATA_DIR.';
    super(
      `DATA_DIR: PostgreSQL ${made} made the database in ${path}. This version of Guestlist has PostgreSQL ${ours}, ` +
        `which cannot use it. Nothing there was changed. ${advice}`,
    );
    this.name = 'OtherMajorVersion';
  }
}

/** PostgreSQL starts only on a folder of its own major version. Throws OtherMajorVersion before anything begins. */
export async function checkMajor({ path, binaries, runner }: Cluster): Promise<void> {
  const file = await readFile(join(path, 'cluster', 'PG_VERSION'), 'utf8').catch(() => '');
  const made = /^\d+/.exec(file.trim())?.[0];
  const { output } = await runner.run(binaries.postgres, ['--version']);
  const ours = /PostgreSQL\) (\d+)/.exec(output)?.[1];
  // Where one of them says nothing, the start itself tells what is wrong.
  if (made !== undefined && ours !== undefined && made !== ours)
    throw new OtherMajorVersion(path, made, ours);
}
