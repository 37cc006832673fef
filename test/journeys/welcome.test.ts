import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { people } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { assertClean, say } from './steps.ts';

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
  const greetings = heard('alex').filter((message) => /this is Guestlist/.test(wordsOf(message)));
  assert.equal(greetings.length, 1);
  assert.match(wordsOf(greetings[0] ?? assert.fail()), /invite Jane Doe/);
  assertClean(journey);
});
