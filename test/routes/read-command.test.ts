import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listBehind, readCommand } from '../../bot/routes/read-command.ts';
import { readPastedList } from '../../src/guests/typed/pasted-list.ts';

const known = { projects: ['atlas', 'Atlas'], today: '2026-11-29' };

/** The addresses that the bot would review; `asks`: it asks what they are for; the name of a command otherwise. */
function answerTo(text: string): string[] | string {
  const read = readCommand(text);
  const behind = read.kind === 'command' ? listBehind(text, read) : text;
  if (behind === undefined) return read.kind === 'command' ? read.name : read.kind;
  const list = behind.includes('@') ? readPastedList(behind, known) : undefined;
  return list?.partners.map(({ address }) => address) ?? 'asks';
}

const jane = 'jane@fabrikam.example';
const bob = 'bob@litware.example';
for (const [text, expected] of [
  [`Guest: Jane Doe <${jane}>`, [jane]],
  [`Gast: Jane Doe <${jane}>`, [jane]],
  [`guest ${jane}`, 'guest'],
  [`Guest: ${jane}`, 'guest'],
  [`guest ${jane}, ${bob}`, [jane, bob]],
  [`Hi team,\n${jane}\n${bob}`, [jane, bob]],
  [`Hallo! Jane Doe <${jane}>`, [jane]],
  [`Project: atlas\nJane Doe <${jane}>\nBob Roe <${bob}>`, [jane, bob]],
  [`status ${jane}`, 'asks'],
  [`cancel ${jane}`, 'asks'],
  [`revoke ${jane} from atlas`, 'revoke'],
  [`resend ${jane}`, 'resend'],
  [`remove ${jane}, ${bob}`, 'remove'],
  [`invite ${jane} to atlas`, 'invite'],
  ['help', 'help'],
  [`AADSTS50020: User account '${jane}' does not exist in tenant`, 'help'],
  ['guest jane@', 'guest'],
] as const) {
  test(`${JSON.stringify(text)} means ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(answerTo(text), expected);
  });
}

const read = (text: string) => {
  const command = readCommand(text);
  return command.kind === 'command' ? [command.name, command.rest] : [command.kind];
};

test('a command of two words is read before the command that its first word is', () => {
  assert.deepEqual(read(`opnieuw sturen ${jane}`), ['resend', jane]);
  assert.deepEqual(read('Opnieuw  Sturen: #1042'), ['resend', '#1042']);
  assert.deepEqual(read('stuur opnieuw'), ['resend', '']);
  assert.deepEqual(read('opnieuw #1042'), ['retry', '#1042']);
  assert.deepEqual(read('dempen opheffen'), ['unmute', '']);
  assert.deepEqual(read('Dempen.'), ['mute', '']);
});

test('a second word that only begins like one of a command belongs to what follows', () => {
  assert.deepEqual(read('opnieuw sturen@fabrikam.example'), ['retry', 'sturen@fabrikam.example']);
  assert.deepEqual(read('opnieuw sturend'), ['retry', 'sturend']);
});
