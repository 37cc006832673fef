import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type PersonKey, people, tenantId } from '../sandbox/seed.ts';
import { cardText } from '../sandbox/teams/card-actions.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { hasVerb, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, assertClean, hasReview, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs, inTeam: false });
const { teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const heard = (...place: Parameters<typeof teams.messages>) =>
  teams.messages(...place).filter(({ from }) => from === 'bot');

test('the bot greets a channel once, names only the person who installed it, and writes to no member', async () => {
  await teams.installTeam('atlas', 'megan');
  await teams.installTeam('atlas', 'megan');
  const greetings = () => [...heard('megan', 'atlas'), ...heard('megan', 'atlas general')];
  const greeting = await teams.until(() => greetings()[0]);
  assert.match(wordsOf(greeting), /Megan Bowen has added Guestlist/);
  const others = Object.values(people).filter(({ name }) => name !== people.megan.name);
  for (const { name } of others) assert.doesNotMatch(wordsOf(greeting), new RegExp(name));
  await teams.sayInChannel('adele', 'atlas general', 'help');
  await teams.until(() => /What Guestlist does/.test(wordsOf(greetings().at(-1) ?? greeting)));
  assert.equal(greetings().length, 2);
  for (const person of ['alex', 'megan', 'adele', 'gina'] as const)
    assert.deepEqual(heard(person), []);
});

test('the bot greets a person once, and names one thing to try', async () => {
  await teams.installPersonal('alex');
  await teams.installPersonal('alex');
  await say(journey, 'alex', 'status');
  const greetings = () =>
    heard('alex').filter((message) => /this is Guestlist/.test(wordsOf(message)));
  const first = await teams.until(() => greetings()[0]);
  assert.equal(greetings().length, 1);
  assert.match(wordsOf(first), /invite Jane Doe/);
});

const jane = { address: 'jane@fabrikam.example', name: 'Jane Doe', project: 'atlas' };
const review = (person: PersonKey, act: () => Promise<unknown>) =>
  answerTo(journey, { person }, act, hasReview);
const greeting = () =>
  heard('alex').find((message) => hasVerb(message, 'invite.form')) ?? assert.fail();
const openForm = async () =>
  (await teams.as('alex').click(greeting().id, 'invite.form')).dialog ?? assert.fail();
const reviews = () => heard('alex').filter(hasReview).length;

test("the greeting's button opens a dialog, which says what is wrong and keeps what was typed", async () => {
  const dialog = await openForm();
  assert.equal(dialog.title, 'Invite a partner');
  const wrong = { ...jane, address: 'jane at fabrikam', until: '2020-01-31', reason: 'A fair' };
  const { dialog: again = assert.fail() } = await teams.as('alex').fill(dialog, wrong);
  const said = cardText(again.card);
  for (const words of [/not an email address/, /is in the past/, /jane at fabrikam/, /A fair/])
    assert.match(said, words);
  const two = { ...jane, address: 'jane@fabrikam.example, bob@fabrikam.example' };
  const { dialog: third = assert.fail() } = await teams.as('alex').fill(again, two);
  assert.match(cardText(third.card), /takes one partner/);
  const own = { ...jane, address: 'colleague@contoso.example' };
  const { dialog: fourth = assert.fail() } = await teams.as('alex').fill(third, own);
  assert.match(cardText(fourth.card), /domain of this organisation/);
  // Longer than a field: the bot reads none of it.
  const endless = {
    ...jane,
    address: `jane@fabrikam.example ${'and bob@fabrikam.example '.repeat(200)}`,
  };
  const { dialog: fifth = assert.fail() } = await teams.as('alex').fill(fourth, endless);
  assert.match(cardText(fifth.card), /not an email address/);
  assert.equal(reviews(), 0);
});

test('a right form closes, and its review is that of a typed line; the same form again does nothing', async () => {
  const dialog = await openForm();
  const filled = { ...jane, language: 'nl-NL', until: '2027-01-31', reason: 'A fair' };
  const card = await review('alex', async () => {
    assert.equal((await teams.as('alex').fill(dialog, filled)).shown, 'closed');
  });
  assert.match(card.text(), /Jane Doe/);
  assert.match(card.text(), /A fair/);
  assert.match(card.text(), /31 January 2027|January 31, 2027/);
  assert.match(card.text(), /Dutch/);
  const before = reviews();
  assert.equal((await teams.as('alex').fill(dialog, filled)).shown, 'closed');
  await say(journey, 'alex', 'status');
  assert.equal(reviews(), before);
  await card.click('request.cancel');
  const anew = await review('alex', async () => {
    assert.equal((await teams.as('alex').fill(dialog, filled)).shown, 'closed');
  });
  assert.notEqual(anew.id, card.id);
});

test('an old client gets the form as a card in the chat', async () => {
  teams.knobs.oldClient = true;
  const hasForm = (message: SeenMessage) => hasVerb(message, 'invite.send');
  const open = () => teams.as('alex').click(greeting().id, 'invite.form');
  const form = await answerTo(journey, { person: 'alex' }, open, hasForm);
  const old = { ...jane, address: 'old@fabrikam.example' };
  const card = await review('alex', () => teams.as('alex').click(form.id, 'invite.send', old));
  assert.match(card.text(), /old@fabrikam\.example/);
  const next = { ...jane, name: '', address: 'Bob Roe <next@fabrikam.example>' };
  const second = await review('alex', () => teams.as('alex').click(form.id, 'invite.send', next));
  assert.match(second.text(), /Bob Roe/);
  assert.match(second.text(), /next@fabrikam\.example/);
  const before = reviews();
  await teams.as('alex').click(form.id, 'invite.send', next);
  await say(journey, 'alex', 'status');
  assert.equal(reviews(), before);
  teams.knobs.oldClient = false;
});

test('the extension posts nothing where it is used: the review comes in the personal chat', async () => {
  const inChannel = heard('megan', 'atlas').length;
  const { dialog = assert.fail() } = await teams.as('alex').extend('invite', 'atlas general');
  const other = { ...jane, address: 'other@fabrikam.example' };
  const card = await review('alex', async () => {
    const { shown, text = '' } = await teams.as('alex').fill(dialog, other);
    assert.equal(shown, 'message');
    assert.match(text, /in your chat with Guestlist/);
    assert.doesNotMatch(text, /fabrikam|Jane|Atlas/);
  });
  assert.match(card.text(), /other@fabrikam\.example/);
  assert.equal(heard('megan', 'atlas').length, inChannel);
});

test('a review that Graph puts off after the extension says so in the personal chat, and comes later', async () => {
  const { dialog = assert.fail() } = await teams.as('alex').extend('invite', 'atlas general');
  const late = { ...jane, address: 'late@fabrikam.example' };
  const path = /^\/users\?.*fabrikam/;
  journey.tenant.failNext({ method: 'GET', path, how: { status: 503 }, times: 3 });
  const isAway = (message: SeenMessage) => /does not answer/.test(wordsOf(message));
  const card = await review('alex', () =>
    answerTo(journey, { person: 'alex' }, () => teams.as('alex').fill(dialog, late), isAway),
  );
  assert.match(card.text(), /late@fabrikam\.example/);
});

test('somebody whom the bot cannot reach hears so before they fill in the form', async () => {
  const unreached = await teams.as('adele').extend('invite', 'atlas');
  assert.equal(unreached.shown, 'message');
  assert.match(unreached.text ?? '', /no private chat with you yet\. Write "help"/);
});

test('in a channel `projects` shows everybody the list, and nobody the form', async () => {
  const said = await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
    teams.sayInChannel('megan', 'atlas', 'projects'),
  );
  assert.match(said.text(), /Atlas/);
  assert.doesNotMatch(said.text(), /Invite a partner/);
});

test('a chat between two colleagues, from which somebody invites, does not become their place', async () => {
  const colleagues = { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal', tenantId };
  const value = { commandId: 'invite', commandContext: 'compose' };
  const parts = { name: 'composeExtension/fetchTask', value, conversation: colleagues };
  const invoke = teams.compose('alex', 'personal', { type: 'invoke', ...parts });
  assert.equal((await teams.deliver(invoke)).status, 200);
  const form = await openForm();
  await review('alex', () =>
    teams.as('alex').fill(form, { ...jane, address: 'last@fabrikam.example' }),
  );
});

test('a button writes for the reader what the text tells to write', async () => {
  const notice = await say(journey, 'alex', 'xyzzy');
  const help = await answerTo(journey, { person: 'alex' }, () => notice.click('Help'));
  assert.match(help.text(), /What Guestlist does/);
  assert.equal(teams.messages('alex').findLast(({ from }) => from === 'alex')?.text, 'help');
  const inChannel = await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
    teams.sayInChannel('megan', 'atlas', 'xyzzy'),
  );
  assert.doesNotMatch(inChannel.text(), /^Help$/m);
});

test('somebody without the right to invite gets no form, and outsiders read that it is not for them', async () => {
  await teams.installPersonal('isaiah');
  const refused = await teams.as('isaiah').extend('invite');
  assert.equal(refused.shown, 'message');
  assert.match(refused.text ?? '', /may not invite/);
  const outside = await teams.as('gina').extend('invite', 'atlas');
  assert.match(outside.text ?? '', /answers only members/);
  const unknown = await teams.as('alex').extend('something');
  assert.equal(unknown.shown, 'message');
  teams.setLocale('alex', 'nl-NL');
  await say(journey, 'alex', 'status');
  assert.equal((await openForm()).title, 'Een partner uitnodigen');
  assertClean(journey);
});
