import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bot } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { answerTo, ask, assertClean, confirm, hasReview, isDone, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

/** Sends a message with this HTML beside it. Resolves with its review card. */
const askWith = (text: string, html: string) =>
  answerTo(journey, { person: 'alex' }, () => teams.as('alex').say(text, html), hasReview);

test('the review quotes unused words, and the bot invites nobody from a signature', async () => {
  const review = await ask(
    journey,
    'alex',
    'Hi, please invite Jane Doe <jane@fabrikam.example> to beacon\nThanks, Alex\nalex@woodgrove.example',
  );
  assert.match(
    review.text(),
    /I leave out the addresses in these words: Thanks, Alex alex@woodgrove\.example/,
  );
  assert.match(review.text(), /Invite 1 partner/);
  await confirm(review);
  await review.says(isDone);
  assert.equal(tenant.mails('jane@fabrikam.example').length, 1);
});

test('the bot reads the HTML beside a message when the text has lost a part', async () => {
  const review = await askWith(
    'invite Rosa Roe  to beacon',
    '<p>invite Rosa Roe &lt;rosa@fabrikam.example&gt; to beacon</p>',
  );
  assert.match(review.text(), /Rosa Roe\s+rosa@fabrikam\.example/);
  const list = await askWith(
    'invite to beacon: a1@fabrikam.exampleb1@fabrikam.example',
    '<p>invite to beacon:</p><ul><li>a1@fabrikam.example</li><li>b1@fabrikam.example</li></ul>',
  );
  assert.match(list.text(), /Invite 2 partners/);
  const escaped = await askWith(
    'invite&nbsp;Otto Roe &lt;otto@fabrikam.example&gt; to beacon',
    '<p>invite&nbsp;Otto Roe &lt;otto@fabrikam.example&gt; to beacon</p>',
  );
  assert.match(escaped.text(), /Otto Roe\s+otto@fabrikam\.example/);
});

test('the bot reads a pasted table row by row', async () => {
  const review = await askWith(
    'Email Name c1@fabrikam.example Carl Roe',
    '<table><tbody><tr><td>Email</td><td>Name</td></tr><tr><td>c1@fabrikam.example</td><td>Carl Roe</td></tr></tbody></table>',
  );
  await review.click('request.review', { project: 'beacon' });
  await review.says(/Carl Roe\s+c1@fabrikam\.example/);
});

test('the bot understands a Dutch verb in two parts, and Dutch dates', async () => {
  const review = await ask(
    journey,
    'alex',
    `nodig ina@fabrikam.example uit voor beacon t/m 31-01-${new Date().getFullYear() + 1} in het Nederlands`,
  );
  assert.match(review.text(), /Invite 1 partner/);
  assert.doesNotMatch(review.text(), /did not use/);
});

test('the bot reads a reply without the message that it quotes', async () => {
  const answer = await answerTo(journey, { person: 'alex' }, () =>
    teams
      .as('alex')
      .say(
        '<quoted messageId="1700000000000"/> help',
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1700000000000"><strong>Guestlist</strong><p>invite eve@fabrikam.example to beacon</p></blockquote><p>help</p>',
      ),
  );
  assert.match(answer.text(), /invite Jane Doe/);
});

test('the bot reviews an edited message again, and cancels the first draft', async () => {
  let said = '';
  const first = await answerTo(
    journey,
    { person: 'alex' },
    async () => {
      said = (await teams.say('alex', 'invite e1@fabrikam.example to beacon')).messageId;
    },
    hasReview,
  );
  const again = await answerTo(
    journey,
    { person: 'alex' },
    () => teams.as('alex').edit(said, 'invite e2@fabrikam.example to beacon'),
    hasReview,
  );
  assert.match(
    again.text(),
    new RegExp(`You edited your message\\. This review replaces request #${first.subject}`),
  );
  await first.says(/: cancelled/);
  await confirm(again);
  await again.says(isDone);
  assert.equal(tenant.mails('e1@fabrikam.example').length, 0);
  assert.equal(tenant.mails('e2@fabrikam.example').length, 1);
  const third = await answerTo(
    journey,
    { person: 'alex' },
    () => teams.as('alex').edit(said, 'invite e3@fabrikam.example to beacon'),
    hasReview,
  );
  assert.match(third.text(), /from before the edit, goes on unchanged/);
});

test('the bot reads the file of an edited message again, and keeps the review if the file is gone', async () => {
  const chat = teams.as('alex');
  let said = '';
  const bytes = new TextEncoder().encode('email,name\nf1@fabrikam.example,Fay One\n');
  const first = await answerTo(
    journey,
    { person: 'alex' },
    async () => {
      said = (await chat.sendFile({ name: 'p.csv', bytes, text: 'to atlas' })).messageId;
    },
    hasReview,
  );
  const edited = (text: string, how?: { withoutFiles: true }) =>
    answerTo(journey, { person: 'alex' }, () => chat.edit(said, text, how));
  const again = await edited('to beacon');
  assert.match(again.text(), new RegExp(`This review replaces request #${first.subject}`));
  assert.match(again.text(), /Fay One\s+f1@fabrikam\.example/);
  assert.match(again.text(), /Beacon/);
  await first.says(/: cancelled/);
  const kept = await edited('to the other project', { withoutFiles: true });
  assert.match(kept.text(), /edit changes nothing/);
  assert.match(kept.text(), new RegExp(`Request #${again.subject}, from before the edit`));
  const list = await edited('invite f2@fabrikam.example to beacon');
  assert.match(list.text(), new RegExp(`This review replaces request #${again.subject}`));
  assert.match(list.text(), /f2@fabrikam\.example/);
});

test('for a link or a picture instead of a file the bot says what to do', async () => {
  const link = await say(journey, 'alex', 'https://contoso.sharepoint.com/x/partners.xlsx');
  assert.match(link.text(), /do not open links/);
  const asked = await say(
    journey,
    'alex',
    'invite https://contoso.sharepoint.com/x/partners.xlsx to beacon',
  );
  assert.match(asked.text(), /do not open links/);
  const shared = await answerTo(journey, { person: 'alex' }, () =>
    teams
      .as('alex')
      .say('partners.xlsx', '<p><a href="https://contoso.sharepoint.com/x">partners.xlsx</a></p>'),
  );
  assert.match(shared.text(), /do not open links/);
  const picture = await answerTo(journey, { person: 'alex' }, () =>
    teams.deliver(
      teams.compose('alex', 'personal', {
        type: 'message',
        text: 'to beacon',
        attachments: [{ contentType: 'image/*', contentUrl: 'https://smba.example/a.png' }],
      }),
    ),
  );
  assert.match(picture.text(), /cannot read pictures/);
});

test('the bot understands a mention without its text or without its person', async () => {
  for (const entity of [
    { type: 'mention', mentioned: { id: bot.id } },
    { type: 'mention', text: `<at>${bot.name}</at>` },
    { type: 'mention' },
  ]) {
    const answer = await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
      teams.deliver(
        teams.compose('megan', 'atlas', {
          type: 'message',
          text: `<at id="0">${bot.name}</at>&nbsp;help`,
          entities: [entity],
        }),
      ),
    );
    assert.match(answer.text(), /private chat|What I can do/);
  }
});

test('the bot made no call that Graph or Teams would refuse', () => {
  assertClean(journey);
});
