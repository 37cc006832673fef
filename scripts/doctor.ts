// npm run doctor [-- --json]: looks at everything that the bot needs, says what is wrong and what to do, and changes
// nothing. Ends with 1 where it found a fault. With --with-a-test-guest <address> it also invites that one guest, looks
// what Graph does, and deletes the guest.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { reportOf } from '../bot/doctor/report.ts';
import { runDoctor } from '../bot/start/run-doctor.ts';
import { languageOf } from '../bot/words/say.ts';
import { readFlags } from './read-flags.ts';

const values = readFlags(
  { json: { type: 'boolean' }, 'with-a-test-guest': { type: 'string' } },
  'docs/doctor.md',
);
const findings = await runDoctor(process.env, {
  now: () => new Date(),
  sleep: (ms) => setTimeout(ms, undefined),
  newId: randomUUID,
  node: process.versions.node,
  testGuest: values['with-a-test-guest'],
});
const { text, exitCode } = reportOf(findings, {
  language: languageOf(process.env.LANG),
  json: values.json === true,
});
console.log(text);
// Connections that Graph or a database keeps open must not keep this program.
process.exit(exitCode);
