import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { channels, groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, ask, assertClean, confirm, isDone } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  env: { REDEMPTION_POLL: 'PT1S' },
  projects: {
    projects: [
      ...projectsFile.projects,
      {
        key: 'alone',
        name: 'Alone',
        owners: [people.adele.objectId],
        access: { groups: [groups.beaconPartners.id] },
      },
      {
        key: 'away',
        name: 'Away',
        owners: [people.isaiah.objectId],
        access: { groups: [groups.beaconPartners.id] },
      },
      {
        key: 'loud',
        name: 'Loud',
        owners: [people.adele.objectId],
        channel: { teamId: channels.atlas.teamId, channelId: channels.atlas.channelId },
        tell: ['asked', 'decided'],
        access: { groups: [groups.beaconPartners.id] },
      },
    ],
  },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
await teams.installPersonal('megan');
await teams.uninstallPersonal('megan');
await teams.installPersonal('adele');

const personal = /chan\.one|Chan One/;

test('the bot asks an owner who has not installed it in the channel, which sees only counts and domains', async () => {
  const review = await ask(
    journey,
    'alex',
    'invite Chan One <chan.one@fabrikam.example>, chan.two@litware.example to atlas',
  );
  await confirm(review);
  const shared = await approvalFor(journey, 'gina', review.subject, 'atlas');
  assert.match(shared.text(), /1 from fabrikam\.example/);
  assert.doesNotMatch(JSON.stringify(shared.now()), personal);
  assert.equal(shared.has('approval.approve'), false);

  const looked = await teams.click('gina', shared.id, 'approval.view');
  assert.doesNotMatch(JSON.stringify(looked), personal, 'a guest sees what the channel sees');
  const forged = await teams.as('gina').forge(shared.id, 'approval.approve', {
    approvalId: shared.data('approval.view').approvalId,
    version: 1,
  });
  assert.match(forged.text ?? '', /^You cannot use this here/);

  await teams.as('megan').open('atlas');
  const own = await approvalFor(journey, 'megan', review.subject, 'atlas');
  await own.says(personal);
  assert.doesNotMatch(JSON.stringify(shared.now()), personal, 'only her client shows it');
  await own.click('approval.approve');
  await shared.says(/Approved: 2 partners/);
  for (const copy of [shared, own]) {
    assert.equal(copy.has('approval.approve'), false);
    assert.match(copy.text(), /Megan Bowen approved/);
  }
  await review.says(isDone);
  assertClean(journey);
});

test('an owner with an old client reads the partners in the private chat, never in the channel, and decides there', async () => {
  const review = await ask(journey, 'alex', 'invite Old One <old.one@fabrikam.example> to atlas');
  await confirm(review);
  const shared = await approvalFor(journey, 'adele', review.subject, 'atlas');
  // The card that comes by itself holds the same names. The one that the click brings takes its place.
  await approvalFor(journey, 'adele', review.subject);
  teams.knobs.oldClient = true;
  try {
    const before = teams.messages('gina', 'atlas').length;
    const mine = await answerTo(
      journey,
      { person: 'adele' },
      () => teams.click('adele', shared.id, 'approval.view'),
      (message) => /Old One/.test(wordsOf(message)),
    );
    const later = teams.messages('gina', 'atlas').slice(before);
    assert.doesNotMatch(JSON.stringify(later), /Old One|old\.one/);
    await mine.click('approval.approve');
    await mine.says(/Approved: 1 partner/);
    await shared.says(/Approved: 1 partner/);
  } finally {
    teams.knobs.oldClient = false;
  }
  await review.says(isDone);
  assert.equal(tenant.mails('old.one@fabrikam.example').length, 1);
});

test('when the requester is the only owner no owner decides, and the bot tells the operators', async () => {
  const told = await answerTo(
    journey,
    { person: 'alex' },
    async () => {
      const review = await ask(journey, 'adele', 'invite only@fabrikam.example to alone');
      await confirm(review);
    },
    (message) => /Nobody can decide/.test(wordsOf(message)),
  );
  assert.match(told.text(), /No owner of Alone may decide/);
  assert.equal(tenant.user('only@fabrikam.example'), undefined);
});

test('when the bot can reach no owner it tells the operators', async () => {
  await answerTo(
    journey,
    { person: 'alex' },
    async () => {
      const review = await ask(journey, 'adele', 'invite away@fabrikam.example to away');
      await confirm(review);
    },
    (message) => /No owner of Away could be reached/.test(wordsOf(message)),
  );
});

test('a member of another tenant in a shared channel decides nothing and sees no partner', async () => {
  const review = await ask(journey, 'alex', 'invite Far One <far.one@fabrikam.example> to atlas');
  await confirm(review);
  const shared = await approvalFor(journey, 'adele', review.subject, 'atlas');
  const { approvalId } = shared.data('approval.view');
  for (const verb of ['approval.approve', 'approval.view']) {
    const click = teams.compose('gina', 'atlas', {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: shared.id,
      from: {
        id: '29:somebody-else',
        name: 'Fay Foreign',
        aadObjectId: 'f0f0f0f0-0000-4000-8000-000000000001',
      },
      value: {
        action: { type: 'Action.Execute', verb, data: { approvalId, version: 1 } },
        trigger: 'manual',
      },
    });
    const answer = await teams.deliver(click);
    assert.doesNotMatch(JSON.stringify(answer.body), /Far One|far\.one/);
  }
  assert.ok(shared.has('approval.view'), 'the question is still open');
  assert.equal(tenant.user('far.one@fabrikam.example'), undefined);
  await review.click('request.cancel');
});

test('a channel hears who asked its owners and how they decided, where the project wants it, and of no partner', async () => {
  const who = 'Loud One <loud.one@fabrikam.example>, loud.two@fabrikam.example';
  const review = await ask(journey, 'alex', `invite ${who} to loud`);
  await confirm(review);
  const heard = (words: RegExp) =>
    teams.until(
      () => teams.messages('gina', 'atlas').filter((message) => words.test(wordsOf(message)))[0],
      { what: String(words) },
    );
  const number = review.subject;
  await heard(
    new RegExp(`Alex Wilber asks the owners to approve 2 partners for Loud \\(#${number}\\)`),
  );
  const question = await approvalFor(journey, 'adele', number);
  await question.click('approval.approveRows', { rows: '1', comment: 'One is enough' });
  await heard(new RegExp(`Alex Wilber asked for \\(#${number}\\): 1 approved, 1 rejected`));
  const said = teams.messages('gina', 'atlas').filter((each) => /Loud/.test(wordsOf(each)));
  assert.equal(said.length, 2, 'each once');
  assert.doesNotMatch(JSON.stringify(said), /Loud One|loud\.one|loud\.two|One is enough/);
  await review.says(isDone);
  await tenant.redeem('loud.one@fabrikam.example');
  await teams.until(() =>
    teams.messages('alex').some((each) => /Loud One has accepted/.test(wordsOf(each))),
  );
  const later = teams.messages('gina', 'atlas').filter((each) => /Loud/.test(wordsOf(each)));
  assert.equal(later.length, 2, 'no alert where the project wants none');
});
