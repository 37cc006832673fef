// npm run restore -- <file>: puts a copy into the empty database that the configuration names. The bot then starts
// held.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { tokensOf } from '../bot/start/open-graph.ts';
import { languageOf, say as wordsOf } from '../bot/words/say.ts';
import { readConfig } from '../src/config.ts';
import { createGraphClient } from '../src/graph/client/client.ts';
import { patientReads } from '../src/graph/client/patient-reads.ts';
import { guestsSince } from '../src/graph/people/guests-since.ts';
import { openData } from './copy/open-data.ts';
import { putBack } from './copy/run-copy.ts';
import { runCopyProgram } from './copy/run-copy-program.ts';

const say = wordsOf(languageOf(process.env.LANG));
const [, , file] = process.argv;

const exitCode = await runCopyProgram(say, async () => {
  if (file === undefined)
    throw new Error(say('copy.name a file', { text: 'npm run restore -- x' }));
  const config = readConfig(process.env);
  const client = createGraphClient({
    graphUrl: config.graph.url,
    tokens: tokensOf(config),
    priority: 'high',
    newRequestId: randomUUID,
    timeoutMs: config.times.graphTimeout,
  });
  const reads = patientReads(client, (ms) => setTimeout(ms, undefined));
  const data = await openData(config.database, 'alone');
  const run = { say, print: (line: string) => console.log(line), now: () => new Date() };
  const ask = (since: Date) => guestsSince(reads, since);
  await putBack(run, data, { file, guestsSince: ask }).finally(data.close);
});
process.exit(exitCode);
