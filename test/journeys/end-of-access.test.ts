import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PersonKey } from '../sandbox/seed.ts';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { hasVerb, type Shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, approvalFor, ask, askToTheEnd, assertClean, confirm, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
for (const person of ['alex', 'adele', 'megan', 'isaiah'] as const)
  await teams.installPersonal(person);

const at = (name: string) => `${name}@fabrikam.example`;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');

/** Something typed that begins a request which is no invitation, and its review card. */
const review = (person: PersonKey, text: string) =>
  say(journey, person, text, (message) => hasVerb(message, 'request.confirm'));

async function guestOfBeacon(name: string): Promise<string> {
  await askToTheEnd(journey, 'alex', `invite ${at(name)} to beacon`);
  await tenant.until(() => inBeacon(at(name)));
  return at(name);
}

const ended = (card: Shown) => card.says(/Request #\d+: done/);

/** Each line of the table in both languages: the words, and whom they name. */
const words = {
  en: {
    revoke: (who: string) => `revoke ${who} from beacon`,
    extend: (who: string) => `extend ${who} in beacon until 2027-06-30`,
    remove: (who: string) => `remove ${who}`,
    restore: (who: string) => `restore ${who}`,
    done: /Request #\d+: done/,
    taken: /Taken back:\s+Beacon partners/,
    newEnd: /New end:\s+June 30, 2027/,
    noEnd: /Ends now on:\s+no end/,
    days: /(29|30) days, then Entra/,
  },
  nl: {
    revoke: (who: string) => `intrekken ${who} uit beacon`,
    extend: (who: string) => `verleng ${who} in beacon tot en met 30 juni 2027`,
    remove: (who: string) => `verwijder ${who}`,
    restore: (who: string) => `terugzetten ${who}`,
    done: /Aanvraag #\d+: klaar/,
    taken: /Ingetrokken:\s+Beacon partners/,
    newEnd: /Nieuw einde:\s+30 juni 2027/,
    noEnd: /Eindigt nu op:\s+geen einde/,
    days: /(29|30) dagen, dan verwijdert Entra/,
  },
} as const;

for (const language of ['en', 'nl'] as const) {
  const speaks = words[language];
  const inLanguage = async (person: PersonKey, act: () => Promise<void>) => {
    teams.setLocale(person, language === 'nl' ? 'nl-NL' : 'en-US');
    await act();
    teams.setLocale(person, 'en-US');
  };

  test(`an owner takes access back by hand (${language})`, async () => {
    const who = await guestOfBeacon(`revoked.${language}`);
    await inLanguage('adele', async () => {
      const card = await review('adele', speaks.revoke(who));
      assert.match(card.text(), speaks.taken);
      assert.ok(inBeacon(who));
      await confirm(card);
      await card.says(speaks.done);
      await tenant.until(() => !inBeacon(who));
      const [line = ''] = await resultLines(journey, card, 'adele');
      assert.match(line, /,revoked,/);
    });
    assertClean(journey);
  });

  test(`an owner gives access another end (${language})`, async () => {
    const who = await guestOfBeacon(`extended.${language}`);
    await inLanguage('adele', async () => {
      const card = await review('adele', speaks.extend(who));
      assert.match(card.text(), speaks.newEnd);
      assert.match(card.text(), speaks.noEnd);
      await confirm(card);
      await card.says(speaks.done);
      const [line = ''] = await resultLines(journey, card, 'adele');
      assert.match(line, /,extended,/);
      assert.ok(inBeacon(who));
    });
    assertClean(journey);
  });

  test(`an operator removes an account and restores it (${language})`, async () => {
    const who = await guestOfBeacon(`removed.${language}`);
    const { id = '' } = tenant.user(who) ?? {};
    await inLanguage('alex', async () => {
      const removal = await review('alex', speaks.remove(who));
      assert.match(removal.text(), /Beacon/);
      await confirm(removal);
      await removal.says(speaks.done);
      await tenant.until(() => tenant.user(who) === undefined);
      const back = await review('alex', speaks.restore(who));
      assert.match(back.text(), speaks.days);
      await confirm(back);
      await back.says(speaks.done);
      await tenant.until(() => tenant.user(who)?.id === id);
      assert.ok(inBeacon(who));
    });
    assertClean(journey);
  });
}

test('what a request gave is taken back by its number', async () => {
  const invited = await askToTheEnd(
    journey,
    'alex',
    `invite ${at('number.one')}, ${at('number.two')} to beacon`,
  );
  const card = await review('alex', `revoke #${invited.subject}`);
  assert.match(card.text(), /2 guests lose access to Beacon/);
  await confirm(card);
  await ended(card);
  assert.ok(!inBeacon(at('number.one')) && !inBeacon(at('number.two')));
  const lines = await resultLines(journey, invited);
  for (const line of lines) assert.match(line, /,revoked,/);
  assertClean(journey);
});

test('what somebody had before stays, and the card says why', async () => {
  const there = tenant.addGuest(at('there.before'));
  tenant.putInGroup(groups.beaconPartners.id, there.id);
  await askToTheEnd(journey, 'alex', `invite ${at('there.before')} to beacon`);
  const card = await review('adele', `revoke ${at('there.before')} from beacon`);
  assert.match(card.text(), /Taken back:\s+Beacon Wiki/);
  assert.match(card.text(), /Beacon partners stays: Guestlist did not give it/);
  await confirm(card);
  await ended(card);
  assert.ok(inBeacon(at('there.before')));
  const [line = ''] = await resultLines(journey, card, 'adele');
  assert.match(line, /,revoked,/);
  assertClean(journey);
});

test('who decided takes an approval back within a day, and the requester is told', async () => {
  const invited = await ask(journey, 'alex', `invite ${at('undone')} to atlas`);
  await confirm(invited);
  const question = await approvalFor(journey, 'megan', invited.subject);
  await question.click('approval.approve', {});
  await invited.says(/Request #\d+: done/);
  await question.says(/For a day you can take back/);
  const card = await answerTo(
    journey,
    { person: 'megan' },
    () => question.click('approval.undo'),
    (message) => hasVerb(message, 'request.confirm'),
  );
  assert.match(card.text(), /1 guest loses access to Atlas/);
  await confirm(card);
  await ended(card);
  const atlas = tenant.membersOf(groups.atlasPartners.id);
  assert.ok(!atlas.includes(tenant.user(at('undone'))?.id ?? ''));
  await teams.until(
    () => teams.messages('alex').some((message) => /Atlas ended/.test(wordsOf(message))),
    { what: 'a word to the requester' },
  );
  assertClean(journey);
});

test('a requester who owns nothing asks, and the owners decide on the new end', async () => {
  const invited = await ask(journey, 'alex', `invite ${at('asked.for')} to atlas`);
  await confirm(invited);
  await (await approvalFor(journey, 'megan', invited.subject)).click('approval.approve', {});
  await invited.says(/Request #\d+: done/);
  // Alex runs the bot too, so Adele asks: she owns Atlas through a group. Isaiah asks for nothing of his own.
  const refused = await say(
    journey,
    'isaiah',
    `extend ${at('asked.for')} in atlas until 2027-06-30`,
  );
  // The same words whether there is such a project or not.
  assert.match(refused.text(), /Only owners may do this/);
  assert.doesNotMatch(refused.text(), /atlas/i);
  assertClean(journey);
});
