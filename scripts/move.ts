// npm run move -- <postgres://…>: moves the database of DATA_DIR to an empty server. The bot must not run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languageOf, say as wordsOf } from '../bot/words/say.ts';
import { readConfig } from '../src/config.ts';
import { openData } from './copy/open-data.ts';
import { moveTo } from './copy/run-copy.ts';
import { runCopyProgram } from './copy/run-copy-program.ts';

const say = wordsOf(languageOf(process.env.LANG));
const [, , url = ''] = process.argv;

const exitCode = await runCopyProgram(say, async () => {
  const text = 'npm run move -- postgres://user:password@host/name';
  const { database } = readConfig(process.env);
  // The same checks of the address as at a start.
  const target = readConfig({
    ...process.env,
    DATA_DIR: undefined,
    DATABASE_URL: url || undefined,
  });
  if (database.kind !== 'embedded' || target.database.kind !== 'server')
    throw new Error(say('copy.name a server', { text, name: 'DATA_DIR' }));
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-move-'));
  const from = await openData(database, 'alone');
  try {
    const to = await openData(target.database, 'alone');
    const run = { say, print: (line: string) => console.log(line), now: () => new Date() };
    await moveTo(run, from, { to, file: join(folder, 'copy.jsonl.gz') }).finally(to.close);
  } finally {
    await from.close();
    await rm(folder, { recursive: true });
  }
});
process.exit(exitCode);
