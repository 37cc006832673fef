import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readActivity } from '../../bot/activities/read-activity.ts';
import { answersAtOnce } from '../../bot/routes/answers-at-once.ts';
import { countWork } from '../guests/count-work.ts';
import { activity } from '../http/bot-stand-in.ts';

const file = {
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  content: { downloadUrl: 'https://contoso-my.sharepoint.com/x' },
  name: 'partners.csv',
};
const inChannel = { id: '19:channel', conversationType: 'channel', tenantId: 't' };

for (const [what, changes, expected] of [
  ['a word that the bot does not know', { text: 'lorem' }, true],
  ['a word that is nearly a command', { text: 'hepl' }, true],
  ['help', { text: ' Help ' }, true],
  ['a greeting above a list', { text: 'Hi team,\njane@fabrikam.example' }, false],
  ['an invitation', { text: 'invite jane@fabrikam.example to atlas' }, false],
  ['a command that needs many reads', { text: 'status' }, false],
  ['a pasted list', { text: 'jane@fabrikam.example\njoe@fabrikam.example' }, false],
  ['a file', { text: 'lorem', attachments: [file] }, false],
  ['a click of an old client', { text: 'lorem', value: { verb: 'request.view' } }, false],
  ['a message without text', { text: undefined }, false],
  ['a word in a channel', { text: 'lorem', conversation: inChannel }, false],
  ['an invoke', { type: 'invoke', text: 'lorem' }, false],
] as const) {
  test(`${what} ${expected ? 'takes its send permit at once' : 'takes no send permit ahead'}`, () => {
    const read = readActivity(activity(changes));
    assert.ok(read);
    assert.equal(answersAtOnce(read), expected);
  });
}

test('the bot does not read a text that no person typed to find out whether it answers at once', async () => {
  const text = 'Jane Doe <jane@fabrikam.example>\n'.repeat(6_000);
  const read = readActivity(activity({ text }));
  assert.ok(read);
  const work = await countWork(async () => assert.equal(answersAtOnce(read), false));
  assert.ok(work.characters < text.length * 10, `${work.characters} characters`);
});
