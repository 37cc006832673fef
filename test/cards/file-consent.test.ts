import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileConsent, fileInfo } from '../../bot/cards/file-consent.ts';

test('the offer of a file carries only an id, which the bot reads again', () => {
  const { attachment, summary } = fileConsent(
    { requestId: 7, number: 7, kind: 'results', fileName: 'a\u202eb.csv', sizeInBytes: 12 },
    'en',
  );
  assert.equal(attachment.contentType, 'application/vnd.microsoft.teams.card.file.consent');
  assert.equal(attachment.name, 'ab.csv');
  assert.equal(attachment.content.sizeInBytes, 12);
  assert.deepEqual(attachment.content.acceptContext, { requestId: 7, kind: 'results' });
  assert.deepEqual(attachment.content.declineContext, attachment.content.acceptContext);
  assert.equal(summary, 'Guestlist has a file for you: ab.csv');
});

test('the offer of the template links to the page about lists', () => {
  const lists = 'https://guestlist.example/lists';
  const offered = { kind: 'template', fileName: 'a.csv', sizeInBytes: 12 } as const;
  const { attachment } = fileConsent({ ...offered, lists }, 'en');
  assert.match(
    attachment.content.description,
    /is ready\. What lists may look like: https:\/\/\S+\/lists$/,
  );
  assert.deepEqual(attachment.content.acceptContext, { kind: 'template' });
  const without = fileConsent(offered, 'en').attachment.content.description;
  assert.doesNotMatch(without, /https/);
});

test('the card of an uploaded file has the ids from OneDrive', () => {
  const uploaded = {
    name: 'a.csv',
    contentUrl: 'http://127.0.0.1/a',
    uniqueId: 'u1',
    fileType: 'csv',
  };
  assert.deepEqual(fileInfo(uploaded), {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    name: 'a.csv',
    contentUrl: 'http://127.0.0.1/a',
    content: { uniqueId: 'u1', fileType: 'csv' },
  });
});
