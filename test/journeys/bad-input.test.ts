import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { answerTo, anything, ask, assertClean, drop, say, writes } from './steps.ts';

const nowhere = 'dead0000-0000-4000-8000-000000000001';
const project = (key: string, access: object) => ({
  key,
  name: key[0]?.toUpperCase() + key.slice(1),
  owners: [people.adele.objectId],
  approval: { required: false },
  access,
});
const journey = await startJourney({
  knobs: kindKnobs,
  env: { MAX_FILE_BYTES: '2000', MAX_ROWS: '30' },
  projects: {
    projects: [
      ...projectsFile.projects,
      project('dynamo', { groups: [groups.allStaff.id] }),
      project('nogroup', { groups: [nowhere] }),
      project('noapp', { apps: [{ servicePrincipalId: nowhere }] }),
      project('norole', {
        apps: [{ servicePrincipalId: applications.atlasPortal.servicePrincipalId }],
      }),
      { ...project('picky', {}), allowedDomains: ['fabrikam.example'] },
    ],
  },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const partner = 'email,name\npat@fabrikam.example,Pat\n';

test('for an unknown project the bot suggests the nearest one', async () => {
  const typed = await say(journey, 'alex', 'invite pat@fabrikam.example to atls');
  assert.match(typed.text(), /Did you mean atlas/i);
  const file = await drop(journey, 'alex', { content: partner, text: 'to becon' }, anything);
  assert.match(file.text(), /Did you mean beacon/i);
});

const refused: [string, string | Uint8Array, RegExp][] = [
  ['an empty file', '', /empty/],
  ['a file of blank lines', '\n\n  \n', /empty|names nobody|no column/i],
  ['a file with a header and no rows', 'email,name\n', /names nobody|at least one/],
  ['a file without an address column', 'foo,bar\n1,2\n', /No column holds the addresses/],
  ['a misspelt column', 'emial,name\n,Pat\n', /emial/],
  [
    'an Excel workbook',
    Buffer.from('504b0304140006000800000021005b436f6e74656e745f54797065735d2e786d6c', 'hex'),
    /workbook cannot be read/,
  ],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /This is a picture/],
  ['a file that is too large', `email\n${'x'.repeat(3000)}`, /too large/],
  [
    'a list that is too long',
    `email\n${Array.from({ length: 40 }, (_, n) => `a${n}@b.example`).join('\n')}`,
    /too many rows/,
  ],
  ['two columns with one meaning', 'email,mail\na@b.example,c@d.example\n', /same meaning/],
];
for (const [what, content, words] of refused) {
  test(`for ${what} the bot says what to do, and begins nothing`, async () => {
    const before = writes(journey).length;
    const answer = await drop(journey, 'alex', { content, text: 'to beacon' }, anything);
    assert.match(answer.text(), words);
    assert.equal(answer.has('request.confirm'), false);
    assert.equal(writes(journey).length, before);
  });
}

test('the bot refuses a pasted list that is too long, like a file', async () => {
  const lines = Array.from({ length: 40 }, (_, n) => `a${n}@b.example`);
  const pasted = await say(journey, 'alex', lines.join('\n'));
  assert.match(pasted.text(), /too many rows/);
});

test('a message that is longer than any that a person can send is refused unread, and says how to send a list', async () => {
  const long = await say(journey, 'alex', `invite ${'a@,'.repeat(11_000)}`);
  assert.match(
    long.text(),
    /too long\. Send the list as a file[\s\S]*The limit is 32,768 characters/,
  );
  const wordy = await say(journey, 'alex', `invite ${'a '.repeat(6_001)}`);
  assert.match(wordy.text(), /Send the list as a file[\s\S]*The limit is 6,000 words/);
  const ending = await say(journey, 'alex', `revoke ${'a '.repeat(6_001)}`);
  assert.match(
    ending.text(),
    /too long\. Name fewer guests at a time[\s\S]*The limit is 6,000 words/,
  );
});

test('a quotation mark that is never closed hides no row, and the review names its line', async () => {
  const review = await drop(journey, 'alex', {
    content: 'email,name\npat@fabrikam.example,"Pat\nbob@fabrikam.example,Bob\n',
    text: 'to beacon',
  });
  assert.match(review.text(), /quotation mark is opened and never closed, on line 2/);
  assert.match(review.text(), /Invite 2 partners/);
});

test('the review names unknown columns and uses the others', async () => {
  const review = await drop(journey, 'alex', {
    content: 'email,name,Shoe size\npat@fabrikam.example,Pat,43\n',
    text: 'to beacon',
  });
  assert.match(review.text(), /does not know the column Shoe size/);
  assert.match(review.text(), /Invite 1 partner/);
});

test('the review of a list without a usable row gives a reason for each row and offers no Confirm', async () => {
  const review = await drop(journey, 'alex', {
    content:
      'email,name\nnobody,No Address\nmegan@contoso.example,Megan\nx@contoso.onmicrosoft.com,X\n,Empty\na+b@fabrikam.example,Plus\n',
    text: 'to beacon',
  });
  assert.match(review.text(), /nobody can be invited/);
  assert.match(review.text(), /not an email address/);
  assert.match(review.text(), /contoso\.example is a domain of this organisation/);
  assert.match(review.text(), /contoso\.onmicrosoft\.com is a domain/);
  assert.match(review.text(), /There is no address/);
  assert.equal(review.has('request.confirm'), false);
});

test('the review names each line with a domain that the project refuses', async () => {
  const review = await drop(journey, 'alex', {
    content: 'email\nok@fabrikam.example\nno@litware.example\n',
    text: 'to picky',
  });
  assert.match(review.text(), /Picky accepts no partners from litware\.example/);
});

test('the bot invites an address that is in the list twice once', async () => {
  const review = await drop(journey, 'alex', {
    content: 'email\ntwice@fabrikam.example\n TWICE@Fabrikam.example \n',
    text: 'to beacon',
  });
  assert.match(review.text(), /Invite 1 partner/);
  assert.match(review.text(), /1 row is left out/);
});

const broken: [string, RegExp][] = [
  ['dynamo', /All staff cannot be filled by hand: a rule decides/],
  ['nogroup', /There is no group/],
  ['noapp', /There is no application/],
  ['norole', /Atlas Portal has roles/],
];
for (const [key, words] of broken) {
  test(`access that the bot cannot give stops the review of ${key}, with the reason`, async () => {
    const before = writes(journey).length;
    const review = await ask(journey, 'alex', `invite pat@fabrikam.example to ${key}`);
    assert.match(review.text(), words);
    assert.equal(review.has('request.confirm'), false);
    assert.equal(writes(journey).length, before);
  });
}

test('while Graph does not answer the bot keeps a list, and posts the card once Graph answers', async () => {
  // The bot asks three times. After fewer failures it waits, and nobody notices.
  tenant.failNext({ method: 'GET', path: /^\/organization/, how: { status: 503 }, times: 3 });
  const answer = await say(journey, 'alex', 'invite later@fabrikam.example to beacon', ({ card }) =>
    JSON.stringify(card ?? {}).includes('Graph'),
  );
  assert.match(answer.text(), /does not answer/);
  await teams.until(() =>
    teams
      .messages('alex')
      .some(({ card }) => JSON.stringify(card ?? {}).includes('later@fabrikam.example')),
  );
});

test('for an expired link, two files at once and a file in a channel the bot says what to do', async () => {
  teams.knobs.fileLinkSeconds = -1;
  const lapsed = await drop(journey, 'alex', { content: partner }, anything);
  teams.knobs.fileLinkSeconds = 3600;
  assert.match(lapsed.text(), /no longer be fetched/);

  const bytes = Buffer.from(partner);
  const two = await answerTo(journey, { person: 'alex' }, () =>
    teams.sendFiles('alex', [
      { name: 'a.csv', bytes },
      { name: 'b.csv', bytes },
    ]),
  );
  assert.match(two.text(), /One file at a time/);

  const inChannel = await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
    teams.sayInChannel('megan', 'atlas', 'to atlas', { file: { name: 'a.csv', bytes } }),
  );
  assert.match(inChannel.text(), /private chat/);
  assertClean(journey);
});
