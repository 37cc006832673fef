import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand } from '../../bot/routes/read-command.ts';
import { findTopic } from '../../bot/topics/find-topic.ts';
import { topics } from '../../bot/topics/topics.ts';
// Questions of people, in both languages, by the topic that answers.
import questions from './questions.json' with { type: 'json' };

/** The bot's answer to a whole message. */
function answerTo(text: string): string | undefined {
  const read = readCommand(text);
  if (read.kind !== 'command') return undefined;
  return read.name === 'help' ? findTopic(read.rest, 'asked')?.topic : read.name;
}

test('every topic is found by the words of somebody who asks, with and without the word help', () => {
  assert.deepEqual(Object.keys(questions).sort(), [...topics.keys()].sort());
  const wrong = Object.entries(questions).flatMap(([topic, asked]) =>
    asked
      .flatMap((text) => [text, `help ${text}`])
      .filter((text) => answerTo(text) !== topic)
      .map((text) => `${text}: ${answerTo(text)}, not ${topic}`),
  );
  assert.deepEqual(wrong, []);
});

test('every topic is found by its own name and title, in both languages', () => {
  const lost = [...topics].flatMap(([name, { en, nl }]) =>
    [en.name, nl.name, en.title, nl.title]
      .filter((text) => findTopic(text, 'asked')?.topic !== name)
      .map((text) => `${text}: ${findTopic(text, 'asked')?.topic}, not ${name}`),
  );
  assert.deepEqual(lost, []);
});

const errorPage = `Sign in
Sorry, but we’re having trouble signing you in.
AADSTS50020: User account 'jane@fabrikam.example' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '4345a7b9-9a63-4910-a426-35363201d503'(Atlas) in that tenant. The account needs to be added as an external user in the tenant first.
Request Id: 2d0b7c2c-0000-4000-8000-000000000001
Correlation Id: 9f2a0000-0000-4000-8000-000000000002
Timestamp: 2026-11-29T09:12:44Z`;

test('an error code is found in a whole page of error text, with an address in it', () => {
  assert.deepEqual(findTopic(errorPage, 'overheard'), { topic: '50020', code: '50020' });
  assert.equal(answerTo(errorPage), '50020');
  assert.equal(answerTo(`${'x '.repeat(8000)}AADSTS90071: An admin`), '90071');
  assert.equal(answerTo('jane@fabrikam.example gets AADSTS50105'), '50105');
  assert.equal(answerTo('guest jane@fabrikam.example gets AADSTS50105'), '50105');
  assert.equal(
    answerTo('{"error":"invalid_grant","error_description":"AADSTS65001: The user"}'),
    'consent',
  );
});

test('an invitation, a list and a command are never taken for a question', () => {
  const kept: [string, string | undefined][] = [
    ['invite jane@fabrikam.example to atlas', 'invite'],
    ['invite jane@fabrikam.example to atlas, she gets AADSTS50020', 'invite'],
    ['invite Mail Missing <mail@spam.example> to atlas', 'invite'],
    ['please invite jane@fabrikam.example to licences', 'invite'],
    ['kun je jane@fabrikam.example uitnodigen, zij kreeg geen mail', 'invite'],
    ['guest jane@fabrikam.example', 'guest'],
    ['gast mail@gmail.example', 'guest'],
    ['resend mail@spam.example', 'resend'],
    ['resend all in beacon', 'resend'],
    ['resend everybody of beacon', 'resend'],
    ['opnieuw sturen allen in beacon', 'resend'],
    ['herzend alle in beacon', 'resend'],
    ['status 50020', 'status'],
    ['cancel #50105', 'cancel'],
    ['pending licences', 'pending'],
    ['link domain blocked', 'link'],
    ['jane@fabrikam.example\njoe@fabrikam.example', undefined],
    ['Jane, jane@gmail.example, licence\nJoe, joe@gmail.example, AADSTS50020', undefined],
    ['lorem ipsum', undefined],
    ['hepl', undefined],
    ['the meeting about the licence budget was moved to Monday', undefined],
    ['we have 16000 rows', undefined],
    ['email;name;project;language;redirect;cc;groups', undefined],
    ['invite many', 'invite'],
    ['we spoke with the group about the mail of last week and I will come back to you', undefined],
    ['help', undefined],
    ['hi there', undefined],
    ['help invite', undefined],
    ['hello, how are you', undefined],
  ];
  assert.deepEqual(
    kept.map(([text]) => [text, answerTo(text)]),
    kept,
  );
});

test('the word topics shows all of them', () => {
  for (const text of ['topics', 'help topics', 'onderwerpen', 'help onderwerpen'])
    assert.equal(answerTo(text), 'all', text);
});

test('each topic names public sources, and its neighbours are topics', () => {
  for (const [name, { sources, near, codes }] of topics) {
    assert.equal(sources.length > 0, !['deciding', 'reports'].includes(name), name);
    for (const source of sources)
      assert.match(source, /^https:\/\/learn\.microsoft\.com\/[\w/-]+$/);
    for (const other of near) assert.ok(topics.has(other) && other !== name, `${name}: ${other}`);
    assert.ok(near.length >= 2 && near.length <= 4, name);
    for (const code of codes) assert.match(code, /^\d{5,6}$/);
  }
  const codes = [...topics.values()].flatMap((topic) => topic.codes);
  assert.equal(new Set(codes).size, codes.length);
  const reached = new Set([...topics.values()].flatMap(({ near }) => near));
  assert.deepEqual(
    [...topics.keys()].filter((name) => !reached.has(name)),
    [],
  );
});

test('a topic says as much in Dutch as in English, in plain text', () => {
  for (const [name, { en, nl }] of topics) {
    const shape = ({ shows, sees, guest, you, know }: typeof en) =>
      [shows, sees, guest, you, know].map((part) => part?.length);
    assert.deepEqual(shape(nl), shape(en), name);
    for (const words of [en, nl])
      for (const text of Object.values(words).flat()) {
        assert.doesNotMatch(text, /[\n*`[\]<>{}]|^\s|\s$/, `${name}: ${text}`);
        assert.ok(text.length <= 330, `${name}: ${text.length} ${text}`);
      }
  }
});
