import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBot } from '../sandbox/run-bot.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import {
  approvalFor,
  ask,
  askToTheEnd,
  assertClean,
  confirm,
  doneInTheEnd,
  isDone,
} from './steps.ts';

test('in loopback without configured groups a person whom Graph does not know may invite', async () => {
  await using journey = await startJourney({
    knobs: kindKnobs,
    env: {
      INVITERS_GROUP_ID: '',
      BULK_INVITERS_GROUP_ID: '',
      OPERATORS_GROUP_ID: '',
      MicrosoftAppTenantId: '',
    },
  });
  const { tenant, teams, bot } = journey;
  await teams.deliver(
    teams.compose('isaiah', 'personal', {
      type: 'message',
      text: 'invite By A Stranger <stranger@fabrikam.example> to beacon',
      from: {
        id: teams.mri('isaiah'),
        name: 'Somebody Else',
        aadObjectId: 'a1000000-0000-4000-8000-00000000ffff',
      },
    }),
  );
  await teams.until(() =>
    teams.wire.some(
      ({ to, body }) => to === 'teams' && JSON.stringify(body ?? {}).includes('request.confirm'),
    ),
  );
  await askToTheEnd(journey, 'isaiah', 'invite Known <known@fabrikam.example> to beacon');
  assert.equal(tenant.mails('known@fabrikam.example').length, 1);

  const other = { id: 'c0000000-0000-4000-8000-00000000ffff' };
  const refused = await teams.deliver(
    teams.compose('isaiah', 'personal', {
      type: 'message',
      text: 'help',
      channelData: { tenant: other },
    }),
  );
  assert.equal(refused.status, 403, 'the bot serves only the first tenant from then on');
  const log = JSON.stringify(bot.log());
  assert.doesNotMatch(log, /fabrikam|Somebody Else|Isaiah/);
});

test('two bots on one database server share the work, and one goes on when the other dies', async () => {
  await using stack = new AsyncDisposableStack();
  const database = await shareDatabase(stack);
  const journey = stack.use(await startJourney({ knobs: kindKnobs, database }));
  const { tenant, teams, bot } = journey;
  const second = await runBot({ tenant, teams, database });
  stack.defer(async () => void (await second.stop()));

  // Teams now calls the second bot. The first got the installation.
  const review = await ask(
    journey,
    'alex',
    `invite ${Array.from({ length: 10 }, (_, n) => `Both ${n} <both${n}@fabrikam.example>`).join(', ')} to atlas`,
  );
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  await question.click('approval.approve');
  await review.says(isDone);
  for (let n = 0; n < 10; n += 1) {
    assert.equal(tenant.mails(`both${n}@fabrikam.example`).length, 1);
  }
  await tenant.redeem('both3@fabrikam.example');
  await alertOf(journey, 'Both 3');
  assert.equal(alertsOf(journey, 'Both 3').length, 1);

  const later = await ask(journey, 'alex', 'invite Left Alone <left@fabrikam.example> to beacon');
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held after', times: 1 });
  await confirm(later);
  await tenant.until(() => tenant.mails('left@fabrikam.example').length === 1);
  await Promise.all([bot.kill()]);
  tenant.release();
  await doneInTheEnd(journey, 'alex', later.subject);
  assert.equal(tenant.mails('left@fabrikam.example').length, 1);
  assertClean(journey);
});

test('the bot writes nothing to a team that removed it, and alerts people in person', async () => {
  await using journey = await startJourney({ knobs: kindKnobs });
  const { tenant, teams } = journey;
  for (const person of ['alex', 'megan'] as const) await teams.installPersonal(person);
  const review = await ask(
    journey,
    'alex',
    'invite In Person <in.person@fabrikam.example> to atlas',
  );
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
  await teams.uninstallTeam('atlas', 'megan');
  await tenant.redeem('in.person@fabrikam.example');
  await alertOf(journey, 'In Person', { person: 'alex', where: 'personal' });
  await alertOf(journey, 'In Person', { person: 'megan', where: 'personal' });
  assert.equal(alertsOf(journey, 'In Person').length, 0);
});

test('with a client that does not know Action.Execute people confirm and approve by the fallback', async () => {
  await using journey = await startJourney({ knobs: kindKnobs });
  const { tenant, teams } = journey;
  teams.knobs.oldClient = true;
  const review = await ask(
    journey,
    'alex',
    'invite Old Client <old.client@fabrikam.example> to atlas',
  );
  await review.click('request.confirm');
  await review.says(/waiting for approval/);
  const question = await approvalFor(journey, 'megan', review.subject);
  await question.click('approval.approve');
  await question.says(/Approved: 1 partner/);
  await review.says(isDone);
  assert.equal(tenant.mails('old.client@fabrikam.example').length, 1);
  assertClean(journey);
});

test('a bot that stops in the middle ends cleanly, and goes on at its next start', async () => {
  await using journey = await startJourney({ knobs: kindKnobs });
  const { tenant, bot } = journey;
  const review = await ask(
    journey,
    'alex',
    `invite ${Array.from({ length: 15 }, (_, n) => `stop${n}@fabrikam.example`).join(', ')} to beacon`,
  );
  await confirm(review);
  await bot.restart();
  await doneInTheEnd(journey, 'alex', review.subject);
  for (let n = 0; n < 15; n += 1) assert.equal(tenant.mails(`stop${n}@fabrikam.example`).length, 1);
  assertClean(journey);
});
