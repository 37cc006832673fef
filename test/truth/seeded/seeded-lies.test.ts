import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDatabase } from '../../../src/store/database.ts';
import { alertOf } from '../../journeys/alerts.ts';
import { shareDatabase } from '../../journeys/share-database.ts';
import { wordsOf } from '../../journeys/shown.ts';
import { startJourney } from '../../journeys/start.ts';
import { answerTo, approvalFor, ask, confirm, drop, isDone } from '../../journeys/steps.ts';
import { makePracticeClock } from '../../sandbox/practice-clock.ts';
import { applications, channels, groups, people } from '../../sandbox/seed.ts';
import { kindKnobs } from '../../sandbox/tenant/knobs.ts';
import { readState, type State } from '../read-state.ts';
import { type Drawn, drawAll } from './draw-lying.ts';
import { lies } from './lies.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const database = await shareDatabase(stack);
const clock = await makePracticeClock();
stack.defer(() => clock.remove());
const project = (key: string, approval: object, invitation = {}) => ({
  key,
  name: `${key[0]?.toUpperCase()}${key.slice(1)}`,
  owners: [people.megan.objectId],
  channel: { teamId: channels.atlas.teamId, channelId: channels.atlas.channelId },
  approval,
  invitation,
  access: {
    groups: [groups.beaconPartners.id, groups.atlasPartners.id],
    apps: [{ servicePrincipalId: applications.beaconWiki.servicePrincipalId }],
  },
});
const journey = stack.use(
  await startJourney({
    database,
    knobs: { ...kindKnobs, deniedDomains: ['denied.example'] },
    env: { CLOCK_OFFSET_FILE: clock.file },
    projects: {
      projects: [
        project('atlas', { required: true }),
        project('open', { required: false }),
        project('short', { required: true, timeout: 'PT2H' }),
        project('quiet', { required: true }, { sendMail: false }),
        project('muted', { required: false }, { sendMail: false }),
      ],
    },
  }),
);
const { tenant, teams } = journey;
await teams.installPersonal('megan');

/** Makes a card of each kind: a draft, a question, three outcomes, good and bad results, an alert. */
async function act(): Promise<void> {
  const asked = await ask(journey, 'alex', 'invite Late One <late@fabrikam.example> to short');
  await confirm(asked);
  const late = await approvalFor(journey, 'megan', asked.subject);
  tenant.turn({ clockOffsetMs: 7_200_000 });
  await clock.turn(7_200_000);
  await late.says(/Timed out/);
  await asked.says(/no owner decided in time/);

  const two = 'Jane Doe <jane@fabrikam.example>, John Roe <john@fabrikam.example>';
  const some = await ask(journey, 'alex', `invite ${two} to atlas until 2027-01-31`);
  await confirm(some);
  const question = await approvalFor(journey, 'megan', some.subject);
  await question.click('approval.approveRows', { rows: '1', comment: 'One is enough.' });
  await some.says(isDone);
  await tenant.redeem('jane@fabrikam.example');
  await alertOf(journey, 'Jane Doe');

  await acceptTogether('Digest One', 'Digest Two', 'Digest Three');

  const failing = await ask(
    journey,
    'alex',
    'invite a@denied.example, b@fabrikam.example, c@fabrikam.example to open',
  );
  await confirm(failing);
  await failing.says(/some failed/);

  const open = await ask(journey, 'alex', 'invite Wait Here <wait@fabrikam.example> to quiet');
  await confirm(open);
  await approvalFor(journey, 'megan', open.subject);
  await open.says(/for Megan Bowen/);

  const silent = await ask(journey, 'alex', 'invite Sam Self <sam@fabrikam.example> to muted');
  await confirm(silent);
  await silent.says(/Show the link/);

  tenant.turn({ tenantBlocked: true });
  const stopped = await ask(journey, 'alex', 'invite Held Up <held@fabrikam.example> to open');
  await confirm(stopped);
  await stopped.says(/on hold/);
  tenant.turn({ tenantBlocked: false });
  await stopped.click('request.resume');
  await stopped.says(isDone);

  await drop(journey, 'alex', {
    content: 'email,name,until\nnew@fabrikam.example,New One,2027-03-31\nnobody,No Address,\n',
    text: 'to open',
  });
}

/** Three accept while the channel is muted. Then one message tells of all three. */
async function acceptTogether(...names: string[]): Promise<void> {
  const address = (name: string) => `${name.replace(' ', '.').toLowerCase()}@fabrikam.example`;
  const who = names.map((name) => `${name} <${address(name)}>`).join(', ');
  const request = await ask(journey, 'alex', `invite ${who} to open`);
  await confirm(request);
  await request.says(isDone);
  const inChannel = (text: string) =>
    answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
      teams.sayInChannel('megan', 'atlas', text),
    );
  await inChannel('mute');
  for (const name of names) await tenant.redeem(address(name));
  await request.says(/3 accepted/);
  await inChannel('unmute');
  await teams.until(() =>
    teams.messages('megan', 'atlas').some((each) => /3 partners have accepted/.test(wordsOf(each))),
  );
}

test('the comparison finds each seeded lie in the cards, and none with the unchanged drawing code', async () => {
  await act();
  const { db, pool } = openDatabase({
    connectionString: database.DATABASE_URL,
    maxConnections: 1,
    onIdleError: () => undefined,
  });
  stack.defer(() => pool.end());
  const state = await readState(database.DATABASE_URL, tenant);
  const now = new Date();
  const honest = await drawAll(undefined, { db, state, now });
  assert.deepEqual(found(honest, state), []);
  // Somebody takes access away in Entra: the rows know nothing of it, and the cards speak of what is not there.
  const jane = tenant.user('jane@fabrikam.example')?.id ?? '';
  tenant.takeFromGroup(groups.beaconPartners.id, jane);
  const taken = found(honest, { ...state, graph: tenant.state() });
  assert.match(taken.join('\n'), /request card[^\n]* that jane@fabrikam\.example has all/);
  assert.match(taken.join('\n'), /alert card[^\n]* the guest.s access/);
  assert.match(taken.join('\n'), /how much of the access of request #\d+ is given/);
  tenant.putInGroup(groups.beaconPartners.id, jane);
  // By Graph no partner has accepted: alerts and digests speak of acceptances that have not happened.
  const guests = state.graph.guests.map((guest) => ({ ...guest, changedAt: null }));
  const early = found(honest, { ...state, graph: { ...state.graph, guests } }).join('\n');
  assert.match(early, /alert card[^\n]* that the guest accepted/);
  assert.match(early, /digest card[^\n]* that they accepted/);
  const told = new Set(honest.map(({ text }) => text));
  for (const lie of lies) {
    const drawn = await drawAll(lie, { db, state, now });
    // The others were found true above.
    const changed = drawn.filter(({ text }) => !told.has(text));
    assert.notEqual(changed.length, 0, `No card changes when the bot ${lie.what}`);
    assert.notDeepEqual(
      found(changed, state),
      [],
      `The checks find nothing when the bot ${lie.what}`,
    );
  }
});

const found = (drawn: readonly Drawn[], state: State): string[] =>
  drawn.flatMap(({ lies }) => lies(state));
