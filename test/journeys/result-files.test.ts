import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { acceptFile } from './accept-file.ts';
import { alertOf } from './alerts.ts';
import { shareDatabase } from './share-database.ts';
import type { Shown } from './shown.ts';
import { startJourney } from './start.ts';
import {
  answerTo,
  anything,
  approvalFor,
  assertClean,
  confirm,
  drop,
  forge,
  isDone,
} from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const database = await shareDatabase(stack);
const journey = stack.use(await startJourney({ database, knobs: kindKnobs }));
const { tenant, teams } = journey;

const resultsFrom = (card: Shown) => take(() => card.click('request.results'));
const problemsFrom = (card: Shown) => take(() => card.click('request.problems'));

/** Asks for a file and accepts it. Resolves with its text. */
async function take(act: () => Promise<unknown>): Promise<string> {
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    act,
    ({ consent }) => consent !== undefined,
  );
  const file = await acceptFile(journey, 'alex', offer);
  const bytes = Buffer.from(await (await fetch(file.url)).arrayBuffer());
  assert.equal(bytes.subarray(0, 3).toString('hex'), 'efbbbf', 'UTF-8 with BOM');
  return bytes.subarray(3).toString('utf8');
}

async function whileRowsAreLocked(act: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.DATABASE_URL });
  await client.connect();
  try {
    await client.query('begin; lock table request_row in access exclusive mode');
    await act();
  } finally {
    await client.end();
  }
}

const faulty = [
  'email;name;project;note',
  'good.one@fabrikam.example;Good One;beacon;ja',
  'not an address;Bad One;beacon;"met; puntkomma"',
  'good.two@fabrikam.example;Good Two;beacon;',
  'own@contoso.example;Own Domain;beacon;',
  'GOOD.two@fabrikam.example;Good Two again;beacon;',
].join('\r\n');

test('the bot returns the faulty rows in the columns of the list, and accepts the corrected file', async () => {
  const review = await drop(journey, 'alex', { content: faulty });
  assert.match(review.text(), /1 row is left out, because it repeats another one/);
  // The file must not have the repeated row: without its twin the bot would invite it.
  const text = await problemsFrom(review);
  const [header, ...rows] = text.trimEnd().split('\r\n');
  assert.equal(header, 'email;name;project;note;Status;Reason;ObjectId;RequestNumber');
  assert.equal(rows.length, 2);
  assert.match(rows[0] ?? '', /^not an address;Bad One;beacon;"met; puntkomma";problem;.+;;\d+$/);
  assert.match(rows[1] ?? '', /^own@contoso\.example;Own Domain;beacon;;problem;/);

  const corrected = text
    .replace('not an address', 'bad.one@fabrikam.example')
    .replace('own@contoso.example', 'own.one@litware.example');
  const again = await drop(journey, 'alex', {
    content: `\ufeff${corrected}`,
    name: 'corrected.csv',
  });
  assert.match(again.text(), /Invite 2 partners/);
  assert.match(
    again.text(),
    new RegExp(`corrects request #${review.subject}\\. The other rows of that request still wait`),
  );
  // A corrected file replaces a draft that has nobody to invite.
  const hopeless = await drop(journey, 'alex', {
    content: 'email,project\nnobody at all,beacon\n',
  });
  const mended = (await problemsFrom(hopeless)).replace('nobody at all', 'h@litware.example');
  const mends = await drop(journey, 'alex', { content: `\ufeff${mended}`, name: 'mended.csv' });
  assert.match(mends.text(), new RegExp(`corrects request #${hopeless.subject}.*replaces it`));
  await hopeless.says(/cancelled/i);
  await mends.click('request.cancel');
  await confirm(again);
  await again.says(isDone);
  assert.equal(tenant.mails('bad.one@fabrikam.example').length, 1);
  assert.equal(tenant.mails('own.one@litware.example').length, 1);
  await review.click('request.cancel');
  assertClean(journey);
});

test('the results name the outcome of each row, and dropped in again they repeat nothing', async () => {
  const there = tenant.addGuest('there@fabrikam.example', { displayName: 'There' });
  const review = await drop(journey, 'alex', {
    content:
      'email,name,project\nfirst@fabrikam.example,=cmd|calc,beacon\nthere@fabrikam.example,There,beacon\nnope,Nope,beacon\nFIRST@fabrikam.example,Twice,beacon\n',
  });
  await confirm(review, { onlyValid: 'true' });
  await review.says(isDone);
  const text = await take(() =>
    whileRowsAreLocked(async () =>
      assert.match((await review.click('request.results')).text ?? '', /Your file follows/),
    ),
  );
  const rows = text.trimEnd().split('\r\n');
  assert.equal(rows[0], 'email,name,project,Status,Reason,ObjectId,RequestNumber');
  const id = tenant.user('first@fabrikam.example')?.id;
  assert.equal(
    rows[1],
    `first@fabrikam.example,'=cmd|calc,beacon,invited,,${id},${review.subject}`,
  );
  assert.match(rows[2] ?? '', new RegExp(`,access given,.*,${there.id},${review.subject}$`));
  assert.match(rows[3] ?? '', /,problem,/);
  assert.match(rows[4] ?? '', /,skipped,/);

  const again = await drop(journey, 'alex', { content: `\ufeff${text}` }, anything);
  assert.match(again.text(), /done before/);
  assert.match(again.text(), new RegExp(`corrects request #${review.subject}\\.`));
  assert.equal(tenant.mails('first@fabrikam.example').length, 1);
  if (again.has('request.cancel')) await again.click('request.cancel');

  // The alert uses the address, because a formula is no name.
  await tenant.redeem('first@fabrikam.example');
  await alertOf(journey, 'first', { person: 'alex', where: 'personal' });
  assert.match(await resultsFrom(review), /first@fabrikam\.example,'=cmd\|calc,beacon,accepted,/);
});

test("the results have rejected rows with the owner's reason", async () => {
  const review = await drop(journey, 'alex', {
    content: 'email,name\nrejected@fabrikam.example,Rejected\n',
    text: 'to atlas',
  });
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  await question.click('approval.reject', { reason: 'Not this year' });
  await review.says(/Request #\d+: done/);
  const text = await resultsFrom(review);
  assert.match(text, /rejected@fabrikam\.example,Rejected,rejected,.*Not this year/);
});

test('only the requester gets the files, even if another person accepts or asks', async () => {
  const review = await drop(journey, 'alex', {
    content: 'email,name,project\nonly.mine@fabrikam.example,Only Mine,beacon\nbad,Bad,beacon\n',
  });
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    () => review.click('request.problems'),
    ({ consent }) => consent !== undefined,
  );
  const asked = await forge(journey, 'adele', 'request.problems', { requestId: review.subject });
  assert.equal(asked.shown, 'message');

  const uploads = () => teams.files().filter(({ madeBy }) => madeBy === 'bot').length;
  const before = uploads();
  await teams.installPersonal('adele');
  const accepted = teams.compose('adele', 'personal', {
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: {
      type: 'fileUpload',
      action: 'accept',
      context: { requestId: review.subject, kind: 'problems' },
      uploadInfo: {
        name: 'stolen.csv',
        uploadUrl: `${teams.url}/uploads/nothing`,
        contentUrl: `${teams.url}/nothing`,
        uniqueId: 'nothing',
        fileType: 'csv',
      },
    },
  });
  const answer = await answerTo(
    journey,
    { person: 'adele' },
    () => teams.deliver(accepted),
    anything,
  );
  assert.match(answer.text(), /nothing with that number/);
  assert.equal(uploads(), before);
  assert.equal(teams.wire.filter(({ path }) => path.includes('/uploads/nothing')).length, 0);

  await teams.declineFile('alex', offer.id);
  await review.click('request.cancel');
  assertClean(journey);
});
