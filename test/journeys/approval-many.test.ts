import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { runBot } from '../sandbox/run-bot.ts';
import { groups, type PersonKey, people } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { dayFromNow } from './day-from-now.ts';
import { shareDatabase } from './share-database.ts';
import { hasVerb, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, drop, forge, isDone, say } from './steps.ts';

const owners = [people.megan.objectId, people.adele.objectId];
const many = Array.from({ length: 60 }, (_, index) => `p${index + 1}`);
const project = (key: string) => ({
  key,
  name: `Project ${key}`,
  owners,
  access: { groups: [groups.beaconPartners.id] },
});

await using stack = new AsyncDisposableStack();
const database = await shareDatabase(stack);
const journey = await startJourney({
  knobs: { ...kindKnobs },
  database,
  projects: { projects: many.map(project) },
});
stack.defer(() => journey[Symbol.asyncDispose]());
const { tenant, teams, bot, projectsFile } = journey;
const first = `${bot.url}/api/messages`;
const second = await runBot({
  tenant,
  teams: { setBot() {} },
  database,
  projectsFile,
});
stack.defer(async () => void (await second.stop()));
const all = stack.move();
after(() => all.disposeAsync());

async function approvalsOf(requestId: number): Promise<number[]> {
  const client = new pg.Client({ connectionString: database.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      'select id from approval where request_id = $1 order by id',
      [requestId],
    );
    return rows.map(({ id }) => Number(id));
  } finally {
    await client.end();
  }
}

const replicas = [first, `${second.url}/api/messages`];
for (const person of ['megan', 'adele'] as const) await teams.installPersonal(person);

test('two owners who decide at once on two replicas leave one outcome, in each of five rounds', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const address = `round${round}@fabrikam.example`;
    const review = await ask(journey, 'alex', `invite ${address} to p1`);
    await confirm(review);
    const megan = await approvalFor(journey, 'megan', review.subject);
    const adele = await approvalFor(journey, 'adele', review.subject);
    teams.setBot(replicas[round % 2]);
    const yes = megan.click('approval.approve');
    teams.setBot(replicas[(round + 1) % 2]);
    const no = adele.click('approval.reject', { reason: 'Not now' });
    assert.deepEqual([(await yes).shown, (await no).shown], ['card', 'card']);
    const outcome = await megan.says(/(Approved|Rejected): 1 partner/);
    const approved = /Approved/.test(outcome);
    await adele.says(approved ? /Approved: 1 partner/ : /Rejected: 1 partner/);
    await review.says(isDone);
    assert.equal(tenant.mails(address).length, approved ? 1 : 0);
  }
  teams.setBot(first);
});

test('an owner hands an approval to another, who gets the card once, and takes it back until they decide', async () => {
  const handed = await ask(journey, 'alex', 'invite hand@fabrikam.example to p1');
  await confirm(handed);
  const mine = await approvalFor(journey, 'megan', handed.subject);
  const known = new Set([(await approvalFor(journey, 'adele', handed.subject)).id]);
  const newCopy = () =>
    teams.until(() => {
      const hers = teams.messages('adele').filter((each) => hasVerb(each, 'approval.approve'));
      const copies = hers.filter((each) => wordsOf(each).includes(`#${handed.subject}`));
      return copies.length === 1 && copies.find(({ id }) => !known.has(id));
    });
  const offered = mine.data('approval.reassign');
  const strange = await forge(journey, 'alex', 'approval.reassign', offered);
  assert.match(strange.text ?? '', /Only owners/);
  const unfit = { ...offered, person: people.isaiah.objectId };
  const wrong = (await forge(journey, 'megan', 'approval.reassign', unfit)).text ?? '';
  assert.match(wrong, /cannot take it over/);
  await mine.click('approval.reassign');
  await mine.says(/Who decides instead of you/);
  const person = people.adele.objectId;
  const chosen = mine.click('approval.reassign', { person });
  teams.setBot(replicas[1]);
  await forge(journey, 'megan', 'approval.reassign', { ...offered, person });
  await chosen;
  await mine.says(/You handed this to Adele Vance/);
  assert.equal(mine.has('approval.approve'), false);
  const arrived = await newCopy();
  assert.match(wordsOf(arrived), /Megan Bowen handed this to you/);
  const list = await say(journey, 'megan', 'approvals');
  assert.doesNotMatch(list.text(), new RegExp(`#${handed.subject}`));
  await mine.click('approval.takeBack');
  await mine.says(/Approve 1 partner\?/);
  await mine.click('approval.reassign');
  await mine.click('approval.reassign', { person });
  await mine.says(/You handed this to Adele Vance/);
  known.add(arrived.id);
  await teams.click('adele', (await newCopy()).id, 'approval.approve');
  await handed.says(isDone);
  const story = (await say(journey, 'alex', `status #${handed.subject}`)).text();
  for (const told of [/Megan Bowen handed the decision to Adele/, /Megan Bowen took the decision/])
    assert.match(story, told);
  teams.setBot(first);
});

test('somebody stands in for an owner for a time, and then no more', async () => {
  await teams.installPersonal('isaiah');
  const day = dayFromNow(9);
  const wrong: [who: PersonKey, text: string, answer: RegExp][] = [
    ['megan', `stand-in Nobody Known until ${day}`, /do not know this person/],
    ['megan', `stand-in ${people.gina.mail} until ${day}`, /cannot decide for you/],
    ['megan', 'stand-in Isaiah until 2020-01-01', /in the past\.\s+The last day/],
    ['megan', `stand-in Isaiah until ${dayFromNow(3000)}`, /too long/],
    ['megan', 'stand-in Isaiah', /Until when/],
    ['megan', `stand-in Adele until ${day}`, /Adele Vance has a vote/],
    ['isaiah', `stand-in Adele Vance until ${day}`, /decide for no project/],
  ];
  for (const [who, text, answer] of wrong)
    assert.match((await say(journey, who, text)).text(), answer, text);
  const one = await ask(journey, 'alex', 'invite stand.one@fabrikam.example to p1');
  await confirm(one);
  await approvalFor(journey, 'megan', one.subject);
  const asked = await say(journey, 'megan', `Stand-in an until ${day}`);
  assert.match(asked.text(), /Whom do you mean.*Adele Vance.*Isaiah Langer/s);
  const isaiah = { person: people.isaiah.objectId, until: day };
  const { text } = await forge(journey, 'megan', 'standIn.name', isaiah);
  assert.match(text ?? '', /Isaiah Langer decides for you, until .* never about their own/);
  const theirs = await approvalFor(journey, 'isaiah', one.subject);
  await theirs.says(/You decide for Megan Bowen, until/);
  await one.says(/Isaiah Langer for Megan Bowen/);
  assert.match((await say(journey, 'isaiah', 'approvals')).text(), /1 approval waits/);
  await theirs.click('approval.approve');
  await one.says(isDone);
  const told = /Isaiah Langer for Megan Bowen approved/;
  await teams.until(() => teams.messages('alex').some((message) => told.test(wordsOf(message))));
  assert.match((await say(journey, 'isaiah', 'vervanger')).text(), /You decide for Megan Bowen/);

  const two = await ask(journey, 'alex', 'invite stand.two@fabrikam.example to p1');
  await confirm(two);
  const late = await approvalFor(journey, 'isaiah', two.subject);
  const vote = late.data('approval.approve');
  const own = await approvalFor(journey, 'megan', two.subject);
  assert.match((await say(journey, 'megan', 'stand-in off')).text(), /for you any more/);
  await late.says(/That time is over/);
  const refused = await forge(journey, 'isaiah', 'approval.approve', vote);
  assert.match(refused.text ?? '', /Only owners/);
  await own.click('approval.approve');
  await two.says(isDone);
});

test('an owner decides each of sixty open approvals separately', async () => {
  const lines = many.map((key) => `${key}@litware.example,${key}`);
  const content = ['email,project', ...lines].join('\n');
  const review = await drop(journey, 'alex', { content });
  await confirm(review);
  const [question] = await teams.until(() => {
    const asked = teams
      .messages('megan')
      .filter((message) => wordsOf(message).includes(`#${review.subject}`));
    return asked.length > 0 && asked;
  });
  assert.ok(question);
  const ids = await approvalsOf(Number(review.subject));
  assert.equal(ids.length, many.length);
  const data = (id: number) => ({ approvalId: id, version: 1 });
  for (let at = 0; at < ids.length; at += 10) {
    teams.setBot(replicas[(at / 10) % 2]);
    await Promise.all(
      ids
        .slice(at, at + 10)
        .flatMap((id) => [
          teams.as('megan').forge(question.id, 'approval.approve', data(id)),
          teams.as('megan').forge(question.id, 'approval.approve', data(id)),
        ]),
    );
  }
  teams.setBot(first);
  await review.says(isDone);
  const mails = many.map((key) => tenant.mails(`${key}@litware.example`).length);
  assert.deepEqual(new Set(mails), new Set([1]));
  assertClean(journey);
});
