import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { invited, partner } from './invited.ts';
import { fileFrom } from './results-of.ts';
import { startJourney } from './start.ts';
import { assertClean, forge, say } from './steps.ts';

const [atlas, beacon] = projectsFile.projects;
const journey = await startJourney({
  knobs: kindKnobs,
  // Adele owns Beacon, and not Atlas.
  projects: { projects: [{ ...atlas, ownersGroup: undefined, watch: 'all' }, beacon] },
  env: {
    REDEMPTION_POLL: 'PT1S',
    REDEMPTION_SWEEP: 'PT5S',
    ALERT_DIGEST_WINDOW: 'PT1S',
    REPLICATION_PATIENCE: 'PT2S',
  },
});
const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());

async function inEntra(path: string, body: object): Promise<void> {
  const answer = await fetch(`${tenant.url}/v1.0${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
}

/** Invites a guest and adds them to a group, as an administrator does in the portal. */
async function invitedElsewhere(name: string, group?: string): Promise<string> {
  const { address } = partner(name);
  await inEntra('/invitations', {
    invitedUserEmailAddress: address,
    invitedUserDisplayName: name,
    inviteRedirectUrl: 'https://atlas.contoso.example/',
  });
  const id = tenant.user(address)?.id;
  const member = { '@odata.id': `${tenant.url}/v1.0/directoryObjects/${id}` };
  if (group !== undefined) await inEntra(`/groups/${group}/members/$ref`, member);
  return address;
}

const sweeps = () => bot.log().filter(({ event }) => event === 'sweep').length;

test('the channel gets one alert about a guest of its group who was invited elsewhere', async () => {
  // The bot alerts only about acceptances after this.
  await bot.logged(({ event }) => event === 'watching guests of groups');
  await tenant.redeem(await invitedElsewhere('Else Where', groups.atlasPartners.id));
  const alert = await alertOf(journey, 'Else Where');
  assert.match(alert.text(), /elsewhere, not through Guestlist/);
  const waits = await invitedElsewhere('Wanda Waits', groups.atlasPartners.id);
  const before = sweeps();
  await bot.logged(() => sweeps() >= before + 2);
  assert.deepEqual(alertsOf(journey, 'Wanda Waits'), []);
  await tenant.redeem(waits);
  await alertOf(journey, 'Wanda Waits');
});

test('an owner may ask about a guest who was invited elsewhere, and an owner of another project learns nothing', async () => {
  const { address } = partner('Else Where');
  await teams.installPersonal('megan');
  const card = await say(journey, 'megan', `guest ${address}`);
  assert.match(card.text(), /Else Where\s+has accepted/);
  assert.match(card.text(), /Atlas\s+Invited elsewhere/);
  assert.match(card.text(), /Found in the groups of Atlas/);
  assert.match(card.text(), /Accepted the invitation/);
  assert.match(card.text(), /Signed in with/);
  await teams.installPersonal('adele');
  for (const words of [`guest ${address}`, 'guest else']) {
    const none = await say(journey, 'adele', words);
    assert.doesNotMatch(none.text(), /Else Where|Atlas/);
  }
});

test('an owner lists the guests of their project, by its parts and as a file, and finds one by the beginning of a name', async () => {
  const list = await say(journey, 'megan', 'guests');
  assert.match(list.text(), /3 guests/);
  assert.match(
    list.text(),
    /Else Where\s+else\S*@\S+\s+Accepted; added elsewhere, not through Guestlist/,
  );
  await list.click('Not accepted yet');
  assert.match(list.text(), /Nobody is pending/);
  await list.click('Added elsewhere');
  assert.match(list.text(), /3 guests were added elsewhere/);
  const { name, text } = await fileFrom(journey, { card: list, person: 'megan', button: 'As CSV' });
  assert.equal(name, 'guestlist-atlas-guests-elsewhere.csv');
  const [head, ...lines] = text.trimEnd().split('\r\n');
  assert.match(head ?? '', /Name,Email,Organisation,Status,Since/);
  assert.equal(lines.length, 3);
  assert.match(
    lines.join('\n'),
    /^Else Where,else\S*@[^,]+,[^,]*,accepted,\d{4}-\d\d-\d\d,,,,elsewhere$/m,
  );
  const found = await say(journey, 'megan', 'guest WAND');
  assert.match(found.text(), /Wanda Waits\s+has accepted/);
  for (const words of ['guests atlas', 'guests nothing', 'report atlas', 'rapport nothing']) {
    const refused = await say(journey, 'adele', words);
    assert.match(refused.text(), /There is no such project/);
    assert.doesNotMatch(refused.text(), /Else/);
  }
  const none = await forge(journey, 'adele', 'list.page', { list: 'pending of atlas', cursor: 1 });
  assert.match(JSON.stringify(none), /Nobody is pending/);
  for (const verb of ['list.page', 'list.file']) {
    for (const named of ['guests all atlas', 'report of atlas', 'report all']) {
      const forged = await forge(journey, 'adele', verb, { list: named, cursor: 1 });
      assert.equal(forged.shown, 'message', named);
      assert.doesNotMatch(JSON.stringify(forged), /Else|Asked for/, named);
    }
  }
});

test('the channel gets no alert about strangers and earlier guests, and one about each guest of the bot', async () => {
  await tenant.redeem(await invitedElsewhere('Nobody Ofours'));
  const ours = partner('Ours Indeed');
  await invited(journey, ours);
  await tenant.redeem(ours.address);
  const alert = await alertOf(journey, 'Ours Indeed');
  assert.doesNotMatch(alert.text(), /elsewhere/);
  const before = sweeps();
  await bot.logged(() => sweeps() >= before + 2);
  for (const name of ['Else Where', 'Wanda Waits', 'Ours Indeed']) {
    assert.equal(alertsOf(journey, name).length, 1, name);
  }
  for (const name of ['Nobody', 'Gina']) assert.deepEqual(alertsOf(journey, name), [], name);
  assert.ok(teams.messages('megan', 'atlas').every(({ summary }) => !/Gina/.test(summary ?? '')));
});

test('an owner reads and takes away what became of the partners of their project, and an operator those of all', async () => {
  const report = await say(journey, 'megan', 'report');
  assert.match(
    report.text(),
    /Report\s+Project:\s+Atlas[\s\S]+Asked for:\s+1 partner\s+Accepted:\s+1 partner \(100%\)/,
  );
  const counts = await fileFrom(journey, { card: report, person: 'megan', button: 'As CSV' });
  assert.equal(counts.name, 'guestlist-report-atlas.csv');
  assert.match(
    counts.text,
    /^\ufeff?Project,Month,Asked,Accepted,MedianHours,Ended,Refused,RefusedReasons\r\natlas,\d{4}-\d\d,1,1,0,0,0,\r\n$/,
  );
  const everything = await say(journey, 'alex', 'report');
  const trail = await say(journey, 'alex', 'audit');
  const lines = await fileFrom(journey, { card: trail, person: 'alex', button: 'As JSON lines' });
  assert.match(lines.name, /^guestlist-audit-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.jsonl$/);
  assert.match(lines.text, /^\{"at":.*"name":"Alex Wilber"\},"what":"request confirmed"/m);
  assert.match(lines.text, /"what":"guest accepted".*"partner":\{"address":"ours\S*@/);
  const unread = await say(journey, 'alex', 'logboek tomorrow');
  assert.match(unread.text(), /Which days\?/);
  const days = trail.data('list.file');
  for (const answer of [
    (await say(journey, 'megan', 'audit')).text(),
    JSON.stringify(await forge(journey, 'megan', 'list.file', days)),
  ]) {
    assert.match(answer, /Only operators may do this/);
  }
  assert.match(everything.text(), /all projects[\s\S]+By project[\s\S]+Atlas/);
  assertClean(journey);
});
