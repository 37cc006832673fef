import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { startJourney } from './start.ts';
import { answerTo, ask, assertClean, confirm, drop, forge, isDone, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs, asksAtTheEnd: 'alex' });
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const page = async (ticket: string) =>
  await (await fetch(`${tenant.url}/mail?${new URLSearchParams({ ticket })}`)).text();

test('the review shows the mail that the partner gets: sender, subject, button and the page behind it', async () => {
  const review = await ask(journey, 'alex', 'invite mia@fabrikam.example to beacon in en-US');
  const shown = review.text();
  await confirm(review);
  await review.says(isDone);
  const [mail] = tenant.mails('mia@fabrikam.example');
  assert.equal(mail?.from, 'invites@contoso.example');
  assert.ok(shown.includes(mail.from), shown);
  assert.ok(shown.includes(mail.subject), shown);
  assert.match(mail.subject, /invited you to collaborate with contoso\.example$/);
  const opened = await page(mail.ticket);
  assert.match(opened, /Accept invitation/);
  // The project has no redirect URL, so the mail leads to its only application.
  assert.match(shown, /“Accept invitation” leads to Beacon Wiki \(wiki\.contoso\.example\)/);
  assert.equal(mail.redirectUrl, 'https://wiki.contoso.example/');
  const project = await say(journey, 'alex', 'project beacon');
  assert.match(project.text(), /Partners land on:\s+Beacon Wiki \(wiki\.contoso\.example\)/);
  assert.ok(opened.includes(mail.from));
});

test('when the bot sends no mail the review shows none, and the requester can show the link', async () => {
  const review = await ask(journey, 'alex', 'invite silent@fabrikam.example to beacon');
  await review.click('request.review', { sendMail: 'false' });
  const shown = await review.says(/no email/);
  assert.doesNotMatch(shown, /invites@|Accept invitation/);
  assert.match(shown, /Partners land on:\s+Beacon Wiki/);
  assert.match(shown, /you can show the link here and send it yourself/);
  await confirm(review);
  await review.says(isDone);
  const stranger = await forge(journey, 'megan', 'request.links', { requestId: review.subject });
  assert.match(stranger.text ?? '', /nothing with that number/);
  const links = await answerTo(journey, { person: 'alex' }, () => review.click('request.links'));
  const [link = ''] = /https?:\/\/\S+\/redeem\?\S+/.exec(links.text()) ?? [];
  assert.match(links.text(), /silent@fabrikam\.example/);
  assert.doesNotMatch(links.now().summary ?? '', /silent|redeem/);
  assert.match(await (await fetch(link)).text(), /silent@fabrikam\.example/);
  assert.deepEqual(tenant.mails('silent@fabrikam.example'), []);
  assert.equal(review.has('request.links'), false);
  const again = await forge(journey, 'alex', 'request.links', { requestId: review.subject });
  assert.match(again.text ?? '', /There is no link to show/);
});

test('the requester can ask again for a link that Graph did not give, and accepted guests have none', async () => {
  const review = await ask(
    journey,
    'alex',
    'invite a1@adatum.example, a2@adatum.example to beacon',
  );
  await review.click('request.review', { sendMail: 'false' });
  await review.says(/no email/);
  await confirm(review);
  await review.says(isDone);
  tenant.failNext({ path: /\/invitations/, how: { status: 503, body: {} }, times: 2 });
  const later = await review.click('request.links');
  assert.match(later.text ?? '', /No link was shown/);
  await tenant.redeem('a1@adatum.example');
  const links = await answerTo(journey, { person: 'alex' }, () => review.click('request.links'));
  assert.match(links.text(), /a2@adatum\.example/);
  assert.doesNotMatch(links.text(), /a1@adatum\.example/);
});

test('in a tenant without a domain of its own the review warns before the hundred and first mail of a day', async () => {
  tenant.turn({ ownDomain: false });
  const rows = Array.from({ length: 100 }, (_, n) => `many${n}@fabrikam.example`);
  const content = `email\n${rows.join('\n')}\n`;
  // The first test sent one mail.
  const review = await drop(journey, 'alex', { content, text: 'to beacon' });
  const shown = await review.says(/invites@contoso\.onmicrosoft\.com/);
  assert.match(shown, /at most 100 invitation emails in 24 hours/);
  assert.match(shown, /1 partner may get no email/);
  await confirm(review);
  await review.says(isDone);
  assert.equal(rows.filter((address) => tenant.mails(address).length > 0).length, 99);
  assert.match(review.text(), /Microsoft may not deliver 1 of these emails/);
  const lines = await resultLines(journey, review);
  const unsure = lines.filter((line) => /Microsoft may not deliver this email/.test(line));
  const without = rows.filter((address) => tenant.mails(address).length === 0);
  // Calls overtake each other: which mail is one too many is not known, only which may be.
  assert.ok(unsure.length < rows.length, 'the first are not doubted');
  for (const address of without) assert.ok(unsure.some((line) => line.startsWith(`${address},`)));
  const next = await ask(journey, 'alex', 'invite more@fabrikam.example to beacon');
  assert.match(next.text(), /101 are counted already\. 1 partner may get no email/);
  assertClean(journey);
});
