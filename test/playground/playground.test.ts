import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { noBrowser } from './open-page.ts';
import { botName, partnersChannel } from './playground-config.ts';
import { noClient } from './start-client.ts';
import { type Playground, startPlayground } from './start-playground.ts';

const skip = noBrowser || noClient;

// All tests share one client, because its start takes longer than any test.
const playground = skip ? undefined : await startPlayground();
after(() => playground?.[Symbol.asyncDispose]());

function opened(): Playground {
  assert.ok(playground);
  return playground;
}

test("the chat part of the journey works in Microsoft's own client", { skip }, async () => {
  const { tenant, person } = opened();
  await person.open('Personal Chat');
  await person.card('Hello, this is Guestlist');

  await person.write('hi');
  await person.card('What Guestlist does');
  await person.picture('1-greeting');

  await person.write('invite Jane Doe <jane@fabrikam.example> to atlas');
  const review = await person.card('Request #1001: check and confirm');
  await person.picture('2-review');
  assert.deepEqual(tenant.mails(), []);

  // Graph holds its answer until the test has seen the running card.
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held before' });
  await person.press(review, 'Invite 1 partner');
  await person.card('Request #1001: in progress');
  await person.picture('3-running');
  tenant.release();
  await person.card('Request #1001: done');
  await person.picture('4-done');
  assert.deepEqual(
    tenant.mails().map(({ to }) => to),
    ['jane@fabrikam.example'],
  );

  await person.open(partnersChannel);
  await person.card('Guestlist was added to this team');
  await tenant.redeem('jane@fabrikam.example');
  const alert = await person.card('has accepted the invitation');
  await person.picture('5-alert');
  assert.match(await alert.innerText(), /Jane Doe.*fabrikam\.example/);
  assertClean(opened());
});

test('the bot gets choices from the card and checks again', { skip }, async () => {
  const { person } = opened();
  await person.open('Personal Chat');
  await person.write('ann@fabrikam.example');
  const asking = await person.card('Request #1002');
  await person.picture('6-project-asked');
  await person.choose(asking, 'Beacon');
  await person.press(asking, 'Check for this project');
  const review = await person.card('Beacon partners');
  await person.picture('7-project-chosen');
  await review.getByRole('button', { name: 'Invite 1 partner', exact: true }).waitFor();
  assertClean(opened());
});

test('in a channel the bot answers a mention in its thread', { skip }, async () => {
  const { person } = opened();
  await person.open(partnersChannel);
  await person.card('Guestlist was added to this team');
  await person.post(botName, 'projects');
  await person.card('Beacon');
  await person.picture('8-channel');
  assertClean(opened());
});

/** Events before the first install, when the bot can reach nobody. */
const beforeInstall: readonly unknown[] = ['project does not fit', 'person not reached'];

/** Checks that the log and the tenant have no faults. */
function assertClean({ bot, tenant }: Playground): void {
  assert.deepEqual(
    bot.log().filter(({ level, event }) => level !== 'info' && !beforeInstall.includes(event)),
    [],
  );
  assert.deepEqual([...tenant.violations(), ...tenant.unhandled()], []);
}
