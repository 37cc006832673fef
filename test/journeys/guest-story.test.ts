import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { approvedInAtlas, speakers } from './ending-steps.ts';
import { invited, partner } from './invited.ts';
import { hasVerb, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { answerTo, assertClean, confirm, forge, say } from './steps.ts';

const journey = await startJourney({
  knobs: { ...kindKnobs, displayNameFlips: true },
  env: { REDEMPTION_POLL: 'PT1S', ALERT_DIGEST_WINDOW: 'PT1S', REPLICATION_PATIENCE: 'PT2S' },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const speak = speakers(journey);
const jane = partner('Jane Doe');
const janeId = () => tenant.user(jane.address)?.id ?? '';

/** An administrator's call to Graph, without the bot. */
async function inEntra(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${tenant.url}/v1.0${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
}

/** Asks again until the answer matches. */
async function asking(person: 'alex', words: string, wanted: RegExp): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const text = (await say(journey, person, words)).text();
    if (wanted.test(text)) return text;
  }
  throw new Error(`No message says ${wanted}`);
}

test('the bot offers a name that Entra changed only in person, and requester or owner may take it', async () => {
  await invited(journey, jane);
  const told = await answerTo(
    journey,
    { person: 'alex' },
    () => tenant.redeem(jane.address),
    (message) => /Jane Doe has accepted/.test(wordsOf(message)),
  );
  assert.match(told.text(), /Entra calls this partner jane\.doe@fabrikam\.example/);
  const alert = await alertOf(journey, 'Jane Doe');
  assert.doesNotMatch(alert.text(), /@fabrikam/);
  const card = await say(journey, 'megan', `guest ${jane.address}`);
  assert.match(card.text(), /Name in Entra.*jane\.doe@fabrikam\.example/s);
  assert.match(card.text(), /Sponsors in Entra:\s+Alex Wilber/);
  const { guestId, version } = card.data('guest.rename');
  const stranger = await forge(journey, 'isaiah', 'guest.rename', { guestId, version });
  assert.match(stranger.text ?? '', /may not invite partners/);
  const guest = await forge(journey, 'gina', 'guest.rename', { guestId, version });
  assert.match(guest.text ?? '', /cannot use this here/);
  assert.equal((await card.click('guest.rename')).shown, 'card');
  assert.doesNotMatch(card.text(), /Name in Entra/);
  // Without an answer of Graph the card leaves the sponsors out, and says the rest.
  tenant.failNext({ method: 'GET', path: /\/sponsors/, how: { status: 403 } });
  const after = await say(journey, 'alex', `guest ${jane.address}`);
  assert.doesNotMatch(after.text(), /Sponsors/);
  assert.match(after.text(), /The name from Entra is used from now on/);
  assert.equal(after.has('guest.rename'), false);
  const past = await forge(journey, 'megan', 'guest.rename', { guestId, version });
  assert.equal(past.shown, 'card', 'the offer is over, and the card shows the present name');
});

test('a guest who is reset and accepts again makes one more alert', async () => {
  // Graph's times have whole seconds, so this is an hour later.
  tenant.turn({ clockOffsetMs: 3600_000 });
  const invitation = {
    invitedUserEmailAddress: jane.address,
    inviteRedirectUrl: 'https://atlas.contoso.example/',
    resetRedemption: true,
    invitedUser: { id: janeId() },
  };
  await inEntra('POST', '/invitations', invitation);
  await asking('alex', 'pending', /jane/i);
  await tenant.redeem(jane.address);
  await teams.until(() => alertsOf(journey, 'jane.doe').length === 1, {
    what: 'the second alert',
  });
  const [again] = alertsOf(journey, 'jane.doe');
  assert.match(again ? wordsOf(again) : '', /has accepted the invitation again/);
});

test('the bot tells the requester about a guest who left, and the history has the end and the return', async () => {
  const id = janeId();
  const told = await answerTo(
    journey,
    { person: 'alex' },
    () => inEntra('DELETE', `/users/${id}`),
    (message) => /left this organisation/.test(wordsOf(message)),
  );
  assert.match(told.text(), /Atlas, request #\d+/);
  const gone = await say(journey, 'alex', `guest ${jane.address}`);
  assert.match(gone.text(), /has left, or was deleted/);
  await inEntra('POST', `/directory/deletedItems/${id}/restore`);
  const whole = await asking('alex', `guest ${jane.address}`, /Restored in the directory/);
  const events = [
    'Alex Wilber asked in request',
    'Approved by Megan Bowen',
    'Invited',
    'Given access',
    'Accepted the invitation',
    'The name from Entra is used from now on',
    'The invitation was reopened',
    'Accepted the invitation',
    'Left, or was deleted',
    'Restored in the directory',
  ];
  assert.match(whole, new RegExp(events.join('.*'), 's'));
  assert.equal(alertsOf(journey, 'jane.doe').length, 1, 'coming back is no redemption');
});

test("operators read Entra's own log of a guest on its card, and the card says what Entra does not show", async () => {
  const card = await say(journey, 'alex', `guest ${jane.address}`);
  const { guestId } = card.data('guest.log');
  tenant.turn({ missingConsent: ['AuditLog.Read.All'] });
  assert.equal((await card.click('guest.log')).shown, 'card');
  assert.match(card.text(), /lacks the permission AuditLog\.Read\.All/);
  tenant.turn({ missingConsent: [] });
  for (const status of [400, 404]) {
    const refused = await say(journey, 'alex', `guest ${jane.address}`);
    tenant.failNext({ path: /directoryAudits/, how: { status } });
    await refused.click('guest.log');
    assert.match(refused.text(), /Graph refuses to show its log/);
  }
  const again = await say(journey, 'alex', `guest ${jane.address}`);
  await again.click('guest.log');
  const deeds = [
    'Restore user',
    'Delete user',
    'Redeem external user invite \\(by',
    'Invite external user with',
  ];
  const [first] = deeds;
  assert.match(again.text(), new RegExp(`Entra's own log.*${deeds.join('.*')}`, 's'));
  assert.match(again.text(), new RegExp(`${first}.*30 with Entra ID P1`, 's'));
  assert.equal(again.has('guest.log'), false);
  const owner = await say(journey, 'megan', `guest ${jane.address}`);
  assert.equal(owner.has('guest.log'), false);
  const forged = await forge(journey, 'megan', 'guest.log', { guestId });
  assert.match(forged.text ?? '', /Only operators/);
  assertClean(journey);
});

test("for a day an operator may undo an approval from the request's story, and no owner has that button there", async () => {
  for (const [language, about, undone, told, counted] of [
    [
      'en',
      /operators can take back what was approved for Atlas/,
      /1 guest loses access to Atlas/,
      /Atlas: Alex Wilber undid the approval of 1 partner \(request #\d+\)/,
      /done, 1 of 1 succeeded, 1 ended since/,
    ],
    [
      'nl',
      /beheerders ongedaan maken wat voor Atlas is goedgekeurd/,
      /1 gast verliest meteen de toegang/,
      /Atlas: Alex Wilber heeft de goedkeuring van 1 partner ongedaan gemaakt \(aanvraag #\d+\)/,
      /klaar, 1 van 1 gelukt, 1 sindsdien beëindigd/,
    ],
  ] as const) {
    const who = `retracted.${language}@fabrikam.example`;
    const question = await approvedInAtlas(journey, 'adele', who);
    const number = /#(\d+)/.exec(question.text())?.[1];
    assert.equal((await say(journey, 'megan', `status #${number}`)).has('approval.undo'), false);
    await speak('alex', language);
    const story = await say(journey, 'alex', `status #${number}`);
    assert.match(story.text(), about);
    const review = await answerTo(
      journey,
      { person: 'alex' },
      () => story.click('approval.undo'),
      (message) => hasVerb(message, 'request.confirm'),
    );
    assert.match(review.text(), undone);
    await confirm(review);
    const inAtlas = () => tenant.membersOf(groups.atlasPartners.id);
    await tenant.until(() => !inAtlas().includes(tenant.user(who)?.id ?? ''));
    await review.says(/Request #\d+: done|Aanvraag #\d+: klaar/);
    const after = await say(journey, 'alex', `status #${number}`);
    assert.equal(after.has('approval.undo'), false);
    assert.match(after.text(), told);
    assert.match(after.text(), counted);
    // The owner who approved reads what became of the decision.
    await question.says(/Approved, then undone: 1 partner/);
    await question.says(/Alex Wilber undid it for 1 partner \(request #\d+\)/);
  }
  assertClean(journey);
});
