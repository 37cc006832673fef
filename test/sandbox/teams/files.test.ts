import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWithEchoBot } from './echo-bot.ts';
import { chatIdOf } from './ids.ts';
import { listAt, objectAt, textAt } from './json.ts';

const downloadInfo = 'application/vnd.microsoft.teams.file.download.info';
const csv = { name: 'partners.csv', bytes: Buffer.from('email\njane@fabrikam.example\n') };

const fileIn = (activity: unknown) =>
  listAt(activity, 'attachments').find((a) => textAt(a, 'contentType') === downloadInfo);

test('a file arrives with a link that anyone can fetch and a page that needs a sign-in', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.sendFile('alex', { ...csv, text: 'to atlas' });
  const activity = bot.heard.at(-1);
  assert.equal(textAt(activity, 'text'), 'to atlas');
  const attachment = fileIn(activity);
  assert.equal(textAt(attachment, 'name'), 'partners.csv');
  assert.equal(textAt(attachment, 'content', 'fileType'), 'csv');
  const url = textAt(attachment, 'content', 'downloadUrl') ?? '';
  const fetched = await fetch(url);
  assert.equal(await fetched.text(), csv.bytes.toString());
  assert.equal(teams.files()[0]?.fetches, 1);
  assert.equal((await fetch(textAt(attachment, 'contentUrl') ?? '')).status, 401);
  assert.equal((await fetch(url.split('?')[0] ?? '')).status, 401);
});

test('a file without words has no text', async () => {
  await using started = await startWithEchoBot();
  await started.teams.sendFile('alex', csv);
  assert.equal(textAt(started.bot.heard.at(-1), 'text'), undefined);
});

test('the file storage refuses a call with a credential, and records a fault', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.sendFile('alex', csv);
  const url = textAt(fileIn(bot.heard.at(-1)), 'content', 'downloadUrl') ?? '';
  const refused = await fetch(url, { headers: { authorization: 'Bearer x' } });
  assert.equal(refused.status, 400);
  assert.equal(teams.faults.length, 1);
  assert.equal(teams.files()[0]?.fetches, 0);
});

test('the link to a file expires', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.sendFile('alex', csv);
  const url = textAt(fileIn(bot.heard.at(-1)), 'content', 'downloadUrl') ?? '';
  teams.knobs.clockOffsetMs = 3_601_000;
  assert.equal((await fetch(url)).status, 401);
});

test('in a channel the bot gets no file', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installTeam('atlas', 'megan');
  await teams.sayInChannel('megan', 'atlas', 'here', { file: csv });
  const activity = bot.heard.at(-1);
  assert.equal(fileIn(activity), undefined);
  const [html] = listAt(activity, 'attachments');
  assert.match(textAt(html, 'content') ?? '', /<attachment id=/);
});

test('the bot uploads an accepted file in pieces, and the person can open it', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  const chat = chatIdOf('alex');
  const sent = await bot.say(chat, {
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name: 'results.csv',
        content: {
          description: 'Results of #1001',
          sizeInBytes: 10,
          acceptContext: { report: 1 },
          declineContext: { report: 1 },
        },
      },
    ],
  });
  const id = textAt(sent.body, 'id') ?? '';
  assert.deepEqual(teams.messages('alex').at(-1)?.consent, {
    name: 'results.csv',
    sizeInBytes: 10,
    description: 'Results of #1001',
  });
  const accepted = await teams.acceptFile('alex', id);
  assert.equal(accepted.status, 200);
  const invoke = bot.heard.at(-1);
  assert.equal(textAt(invoke, 'name'), 'fileConsent/invoke');
  assert.equal(textAt(invoke, 'value', 'action'), 'accept');
  assert.deepEqual(objectAt(invoke, 'value', 'context'), { report: 1 });
  const upload = objectAt(invoke, 'value', 'uploadInfo') ?? {};
  const put = (range: string, body: string) =>
    fetch(textAt(upload, 'uploadUrl') ?? '', {
      method: 'PUT',
      headers: { 'content-range': range },
      body,
    });
  assert.equal((await put('bytes 0-3/10', 'wrong size')).status, 416);
  assert.equal((await put('bytes 0-4/10', 'hello')).status, 202);
  assert.equal((await put('bytes 5-9/10', 'world')).status, 201);
  await bot.say(chat, {
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: upload.contentUrl,
        name: upload.name,
        content: { uniqueId: upload.uniqueId, fileType: upload.fileType },
      },
    ],
  });
  const file = teams.messages('alex').at(-1)?.file;
  assert.equal(file?.name, 'results.csv');
  assert.equal(await (await fetch(file?.url ?? '')).text(), 'helloworld');
});

test('a declined file opens no upload', async () => {
  await using started = await startWithEchoBot();
  const { teams, bot } = started;
  await teams.installPersonal('alex');
  const sent = await bot.say(chatIdOf('alex'), {
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.card.file.consent', name: 'a', content: {} },
    ],
  });
  await teams.declineFile('alex', textAt(sent.body, 'id') ?? '');
  const invoke = bot.heard.at(-1);
  assert.equal(textAt(invoke, 'value', 'action'), 'decline');
  assert.equal(objectAt(invoke, 'value', 'uploadInfo'), undefined);
});
