import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { insertGiveUp } from '../../src/store/invitations/give-ups.ts';
import { first } from '../../src/store/statement.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { postNotice } from '../../src/work/telling/tell-people.ts';
import { people, tenantId } from '../sandbox/seed.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { holdTruth } from '../truth/hold-truth.ts';
import { resultLines } from './results-of.ts';
import { shareDatabase } from './share-database.ts';
import { hasVerb } from './shown.ts';
import { answerTo, approvalFor, ask, assertClean, confirm, forge, say } from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const database = await shareDatabase(stack);
const sandbox = await startSandbox({ ports: 'any', knobs: kindKnobs, database });
stack.defer(() => sandbox.stop());
const { tenant, teams } = sandbox;
stack.defer(() => holdTruth({ teams, tenant }, database.DATABASE_URL));

const dayMs = 24 * 3600_000;

/** Turns the clock over HTTP, as the page does. */
const turnClock = (clockOffsetMs: number) =>
  fetch(`${teams.url}/sandbox/knobs`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clockOffsetMs }),
  });

test('a day later a draft has lapsed, an approval has run out, and new work has the new day', async () => {
  const draft = await ask(sandbox, 'alex', 'invite draft@fabrikam.example to beacon');
  const asked = await ask(sandbox, 'alex', 'invite late@fabrikam.example to atlas');
  await confirm(asked);
  const question = await approvalFor(sandbox, 'megan', asked.subject);
  assert.equal((await turnClock(dayMs)).status, 200);
  assert.deepEqual([teams.knobs.clockOffsetMs, tenant.knobs.clockOffsetMs], [dayMs, dayMs]);
  await question.says(/Timed out/);
  await asked.says(/no decision in time/);
  await draft.says(/expired/);
  assert.equal(draft.has('request.confirm'), false);
  const next = await ask(sandbox, 'alex', 'invite next@fabrikam.example to beacon');
  await confirm(next);
  await next.says(/: done/);
  const mail = tenant.mails('next@fabrikam.example')[0];
  assert.ok(Date.parse(String(mail?.at)) > Date.now() + dayMs / 2);
  assertClean(sandbox);
});

test('three days after a mail an operator sends it again to all of a project who have not accepted, once', async () => {
  const mails = () => tenant.mails('next@fabrikam.example').length;
  const soon = await say(sandbox, 'alex', 'resend all in beacon');
  assert.match(soon.text(), /Nobody gets the email again[\s\S]+1 partner had an email in the last/);
  assert.equal((await turnClock(5 * dayMs)).status, 200);
  // The bot reads its clock again in a moment.
  let byWords = soon;
  while (/Nobody gets/.test(byWords.text()))
    byWords = await say(sandbox, 'alex', 'resend all in beacon');
  const list = await say(sandbox, 'alex', 'pending beacon');
  const review = await answerTo(
    sandbox,
    { person: 'alex' },
    () => list.click('list.resend'),
    (message) => hasVerb(message, 'request.confirm'),
  );
  assert.match(
    review.text(),
    /send the email again\?[\s\S]+Microsoft mails 1 partner of Beacon once more/,
  );
  await confirm(review);
  await review.says(/Request #\d+: done[\s\S]+1 mailed again/);
  await confirm(byWords);
  await byWords.says(/Request #\d+: done[\s\S]+1 left out/);
  const stranger = await say(sandbox, 'isaiah', 'resend all in beacon');
  assert.doesNotMatch(stranger.text(), /next@|Request #/);
  teams.setLocale('alex', 'nl-NL');
  const again = await say(sandbox, 'alex', 'herzend alle in beacon');
  assert.match(again.text(), /Niemand krijgt de mail opnieuw/);
  assert.equal(mails(), 2);
});

test('a requester revokes, from the question that they were asked, what nobody accepted', async () => {
  const { db, pool } = openDatabase({
    connectionString: database.DATABASE_URL,
    maxConnections: 1,
    onIdleError() {},
  });
  stack.defer(() => pool.end());
  const invited = () =>
    first(db)<{ id: number; state: string }>`
      select id, state from invitation where address = 'next@fabrikam.example' and kind = 'invite'`;
  const asks = { tenantId, projectKey: 'beacon', personId: people.alex.objectId };
  const now = new Date(Date.now() + teams.knobs.clockOffsetMs);
  const ids = [(await invited())?.id ?? 0];
  const giveUpId = await insertGiveUp(db, { ...asks, invitationIds: ids }, now);
  const place = await findPlace(db, tenantId, 'person', people.alex.objectId);
  const message = { placeId: place?.id ?? 0, subjectId: giveUpId, topic: 'give up' };
  const ask = () => postNotice(db, { ...message, detail: { giveUpId } }, now);
  const question = await answerTo(sandbox, { person: 'alex' }, ask, (shown) =>
    hasVerb(shown, 'pending.revoke'),
  );
  assert.match(question.text(), /1 partner heeft niet geaccepteerd[\s\S]+next@fabrikam\.example/);
  const forged = await forge(sandbox, 'isaiah', 'pending.revoke', { giveUpId });
  assert.doesNotMatch(forged.text ?? '', /next@|Beacon|ingetrokken/);
  const refusal = { error: { code: 'Authorization_RequestDenied', message: 'Not now.' } };
  const how = { status: 403, body: refusal };
  tenant.failNext({ method: 'DELETE', path: /^\/groups\/.*\/members\//, how });
  const end = await answerTo(
    sandbox,
    { person: 'alex' },
    () => question.click('pending.revoke'),
    (message) => hasVerb(message, 'request.cancel') || hasVerb(message, 'request.results'),
  );
  await question.says(/Uitnodigingen ingetrokken/);
  assert.equal(question.has('pending.keep'), false);
  // The person who answered gets the card of the end, and its buttons are theirs.
  await end.says(/Aanvraag #\d+: klaar, .*mislukt/);
  const [partly = ''] = await resultLines(sandbox, end);
  assert.match(partly, /next@fabrikam\.example;partly;/);
  const foreign = await forge(sandbox, 'isaiah', 'request.retry', { requestId: end.subject });
  assert.match(foreign.text ?? '', /nothing with that number/);
  await end.click('request.retry');
  await end.says(/Aanvraag #\d+: klaar\n/);
  assert.equal((await invited())?.state, 'revoked');
  assert.match(`${await resultLines(sandbox, end)}`, /;revoked;/);
});

test('the practice Teams refuses to turn the clock back', async () => {
  const { clockOffsetMs } = teams.knobs;
  assert.equal((await turnClock(clockOffsetMs - 1)).status, 400);
  assert.equal(teams.knobs.clockOffsetMs, clockOffsetMs);
});
