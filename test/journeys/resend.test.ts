import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, type PersonKey, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, isDone, say } from './steps.ts';

/** A project to which Adele may invite and which she does not own. */
const solo = {
  key: 'solo',
  name: 'Solo',
  owners: [people.megan.objectId],
  approval: { required: false },
};
const journey = await startJourney({
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT6S' },
  asksAtTheEnd: 'alex',
  projects: { projects: [...projectsFile.projects, solo] },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const invite = { method: 'POST', path: /^\/invitations/ } as const;
const at = (name: string) => `${name}@fabrikam.example`;
/** The request has ended: a running card counts the unknown too. */
const isUnknown = /Request #\d+: outcome unknown[\s\S]*1 unknown/;
const mails = (address: string) => tenant.mails(address).length;
const calls = () => tenant.requests(invite).length;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');

/** An invitation with a lost answer, to a partner who was a guest before: its outcome is unknown. */
async function unknownTo(person: 'alex' | 'adele', address: string) {
  tenant.failNext({ ...invite, how: 'lost before' });
  const review = await ask(journey, person, `invite ${address} to beacon`);
  await confirm(review);
  await tenant.until(() => tenant.requests(invite).at(-1)?.status === 0);
  tenant.addGuest(address, { createdAt: 0 });
  await review.says(isUnknown);
  return review;
}

test('when the bot cannot know if the mail went card and file offer another, and a click sends exactly one', async () => {
  const address = at('unknown.one');
  const card = await unknownTo('alex', address);
  const [line = ''] = await resultLines(journey, card);
  assert.match(line, /,unknown,.*To send it again, write ""resend"" and the address/);
  await Promise.all([card.click('request.resend'), card.click('request.resend')]);
  await card.says(/Request #\d+: done\n/);
  assert.equal(mails(address), 1);
  assert.ok(inBeacon(address));
  assert.equal(card.has('request.resend'), false);
  const [after = ''] = await resultLines(journey, card);
  assert.match(after, /,invited,.*asked for the email again/);
  const story = await say(journey, 'alex', `guest ${address}`);
  assert.match(story.text(), /Alex Wilber asked to send the email again/);
  assert.match(story.text(), /asked Microsoft to send the email again/);
  assertClean(journey);
});

test('resend invites a partner without any trace again, and gives the access that waited', async () => {
  const address = at('no.trace');
  tenant.failNext({ ...invite, how: 'lost before', times: 2 });
  const card = await ask(journey, 'alex', `invite ${address} to beacon`);
  await confirm(card);
  await card.says(isUnknown);
  assert.equal(tenant.user(address), undefined);
  await card.click('request.resend');
  await card.says(/Request #\d+: done\n/);
  assert.equal(mails(address), 1);
  assert.ok(inBeacon(address));
});

test('after a second lost answer the invitation is unknown again, and the bot repeats nothing by itself', async () => {
  const address = at('lost.again');
  const card = await unknownTo('alex', address);
  tenant.failNext({ ...invite, how: 'lost after' });
  const before = calls();
  await card.click('request.resend');
  await card.says(/in progress/);
  await tenant.until(() => mails(address) === 1);
  await card.says(isUnknown);
  assert.equal(calls(), before + 1);
  await card.offers('request.resend');
});

test('a requester who asks for the email of a partner who still waits for approval reads that there is none yet', async () => {
  const address = at('waits.still');
  const review = await ask(journey, 'alex', `invite ${address} to atlas`);
  await confirm(review);
  await review.says(/waiting for approval/);
  const answer = await say(journey, 'alex', `resend ${address}`);
  assert.match(
    answer.text(),
    /no email to send again[\s\S]*not invited yet, needs no email, or the invitation is over/,
  );
  assert.match((await say(journey, 'isaiah', `resend ${address}`)).text(), /You may not|nobody/);
  await review.click('request.cancel');
  await review.says(/stopped|withdrawn/);
  const after = await say(journey, 'alex', `resend ${address}`);
  assert.match(after.text(), /no email to send again/);
  assert.equal(mails(address), 0);
});

test('a requester may resend once a day, an owner at any time, a stranger never, and an accepted guest needs no mail', async () => {
  const address = at('by.hand');
  const card = await ask(journey, 'adele', `invite ${address} to solo`);
  await confirm(card);
  await card.says(isDone);
  assert.equal(card.has('request.resend'), false);
  const asks = async (person: PersonKey, words = 'resend') =>
    (await say(journey, person, `${words} ${address}`)).text();
  const asksAgain = async (person: PersonKey) =>
    (await say(journey, person, `resend ${address} again`)).text();
  assert.match(await asks('isaiah'), /may not invite partners/);
  // Microsoft sent the first mail a moment ago.
  assert.match(await asks('adele'), /was sent a moment ago/);
  assert.equal(mails(address), 1);
  assert.match(await asksAgain('adele'), /is being sent again/);
  await tenant.until(() => mails(address) === 2);
  assert.match(await asks('adele', 'herzenden'), /already asked for this email today|on its way/);
  let answer = await asks('megan');
  // The mail arrives a moment before the bot has recorded it.
  while (/on its way/.test(answer)) answer = await asks('megan');
  assert.match(answer, /was sent a moment ago/);
  assert.equal(mails(address), 2);
  assert.match(await asksAgain('megan'), /is being sent again/);
  await tenant.until(() => mails(address) === 3);
  // The history has an entry for each mail.
  let story = '';
  while ((story.match(/asked Microsoft to send the email again/g)?.length ?? 0) < 2) {
    story = (await say(journey, 'megan', `guest ${address}`)).text();
  }
  assert.match(story, /Invited \(request/);
  assert.match(await asks('adele'), /already asked for this email today/);
  await tenant.redeem(address);
  await teams.until(() =>
    teams.messages('megan').some((message) => /Invitation accepted/.test(wordsOf(message))),
  );
  assert.match(await asks('megan'), /No email is needed/);
  assert.match(
    (await say(journey, 'megan', 'resend someone.else@fabrikam.example')).text(),
    /nobody/,
  );
  assert.equal(mails(address), 3);
  assertClean(journey);
});
