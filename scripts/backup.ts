// npm run backup [-- <file>]: writes a copy of the bot's database, while the bot runs or not.
import { languageOf, say as wordsOf } from '../bot/words/say.ts';
import { readConfig } from '../src/config.ts';
import { openData } from './copy/open-data.ts';
import { backUp } from './copy/run-copy.ts';
import { runCopyProgram } from './copy/run-copy-program.ts';

const say = wordsOf(languageOf(process.env.LANG));
const now = () => new Date();
const stamp = now().toISOString().slice(0, 19).replaceAll(':', '');
const file = process.argv[2] ?? `backup/guestlist-${stamp}.jsonl.gz`;

const exitCode = await runCopyProgram(say, async () => {
  const data = await openData(readConfig(process.env).database, 'beside');
  const run = { say, print: (line: string) => console.log(line), now };
  await backUp(run, data, file).finally(data.close);
});
process.exit(exitCode);
