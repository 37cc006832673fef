import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fillDatabase, growingTables } from '../store/fill-database.ts';
import { alertOf } from './alerts.ts';
import { fileFrom } from './results-of.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { approvalFor, assertClean, confirm, drop, isDone, say } from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const database = await shareDatabase(stack);
// Without a poll nobody misses the filled guests, whom the practice tenant does not have.
const journey = stack.use(await startJourney({ database, env: { REDEMPTION_POLL: 'PT1H' } }));
await fillDatabase(database.DATABASE_URL, 20_000);

type Scans = Readonly<Record<string, number>>;

/** The number of full scans of each growing table. PostgreSQL's connections report them up to 10 s late. */
async function scans(): Promise<Scans> {
  await sleep(11_000);
  const client = new pg.Client({ connectionString: database.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ relname: string; seq_scan: string }>(
      'select relname, seq_scan from pg_stat_user_tables where relname = any($1)',
      [growingTables],
    );
    return Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
  } finally {
    await client.end();
  }
}

test('after years of use no statement scans a whole table that grows', async () => {
  const before = await scans();
  const review = await drop(journey, 'alex', {
    content: 'email,name\nwalter@fabrikam.example,Walter Harp\njane@litware.example,Jane Doe\n',
    text: 'to atlas',
  });
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  await question.click('approval.approve');
  await review.says(isDone);
  await journey.tenant.redeem('walter@fabrikam.example', 'google');
  await alertOf(journey, 'Walter Harp');
  for (const words of [
    'status',
    `status #${review.subject}`,
    'guest walter@fabrikam.example',
    'guest walter',
    'guest fabri jane',
    'guests atlas',
    'report atlas',
    'approvals',
    'pending',
    'pending atlas',
    'projects',
    'help',
  ]) {
    await say(journey, 'megan', words);
  }
  // Alex is an operator, and reads of all five hundred projects.
  await say(journey, 'alex', 'pending');
  const report = await say(journey, 'alex', 'report');
  assert.match(report.text(), /all projects/);
  for (const card of [report, await say(journey, 'alex', 'audit')]) {
    await fileFrom(journey, { card, person: 'alex', button: 'As CSV' });
  }
  const later = await scans();
  const more = Object.entries(later).flatMap(([table, count]) =>
    count > (before[table] ?? 0) ? [`${table} ${count - (before[table] ?? 0)}`] : [],
  );
  assert.deepEqual(more, []);
  assertClean(journey);
});
