import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openQueue } from '../../src/store/queue.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { joinTestServer, runStatement } from '../store/test-server.ts';
import { startJourney } from './start.ts';
import { ask, askToTheEnd, assertClean, say } from './steps.ts';

const server = await joinTestServer();
const { url, drop } = await server.make('template0');
const suffix = new URL(url).pathname.slice(-12);
const [keeper, worker] = [`keeper_${suffix}`, `worker_${suffix}`];
const database = new URL(url).pathname.slice(1);

const as = (role: string) => {
  const named = new URL(url);
  named.username = role;
  named.password = role;
  return named.href;
};

after(async () => {
  await drop();
  await runStatement(url.replace(database, 'postgres'), `drop role ${keeper}, ${worker}`);
  await server.close();
});

/** The two roles of docs/security.md, with the rights that it lists. */
await runStatement(
  url,
  `create role ${keeper} login password '${keeper}'; create role ${worker} login password '${worker}';
   grant create on database ${database} to ${keeper}; grant create on schema public to ${keeper};
   revoke all on database ${database} from public; grant connect on database ${database} to ${keeper}, ${worker}`,
);
const { db, pool } = openDatabase({
  connectionString: as(keeper),
  maxConnections: 2,
  onIdleError() {},
});
await migrate(db, new Date());
await pool.end();
const queue = await openQueue({ connectionString: as(keeper), onError() {} });
await queue.stop();
await runStatement(
  as(keeper),
  ['public', 'pgboss']
    .map(
      (schema) => `grant usage on schema ${schema} to ${worker};
        grant select, insert, update, delete on all tables in schema ${schema} to ${worker};
        grant usage on all sequences in schema ${schema} to ${worker};`,
    )
    .join('\n'),
);

test('after the first start the bot works as a role that may only read and write rows', async () => {
  await assert.rejects(runStatement(as(worker), 'create table mine ()'), /permission denied/);
  await assert.rejects(runStatement(as(worker), 'drop table invitation'), /must be owner/);
  await assert.rejects(runStatement(as(worker), 'truncate history'), /permission denied/);
  await using journey = await startJourney({
    knobs: kindKnobs,
    database: { DATABASE_URL: as(worker) },
  });
  await say(journey, 'alex', 'help');
  const line = 'invite role@fabrikam.example to beacon';
  await askToTheEnd(journey, 'alex', line);
  assert.equal(journey.tenant.mails('role@fabrikam.example').length, 1);
  const draft = await ask(journey, 'alex', 'invite other@fabrikam.example to atlas');
  await draft.click('request.cancel');
  const faults = journey.bot.log().filter(({ level }) => level === 'error' || level === 'warn');
  assert.deepEqual(
    faults.filter((line) => /permission denied|42501/.test(JSON.stringify(line))),
    [],
  );
  assertClean(journey);
});
