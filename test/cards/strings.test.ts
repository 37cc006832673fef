import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { reasonWords } from '../../bot/words/reason-words.ts';
import { languageOf, say } from '../../bot/words/say.ts';
import en from '../../cards/strings/en.json' with { type: 'json' };
import nl from '../../cards/strings/nl.json' with { type: 'json' };
import { reasonCodes } from '../../src/guests/reason.ts';

test('both languages have words for the same keys, in the same order', () => {
  assert.deepEqual(Object.keys(nl), Object.keys(en));
});

test('every message parses and takes the same values in both languages', () => {
  const dutch = new Map(Object.entries(nl));
  for (const [key, message] of Object.entries(en)) {
    const other = dutch.get(key);
    assert.ok(other !== undefined, key);
    assert.deepEqual(valuesOf(other, 'nl'), valuesOf(message, 'en'), key);
  }
});

test('every message is one line of plain text', () => {
  for (const message of [...Object.values(en), ...Object.values(nl)])
    assert.doesNotMatch(message, /[\n*_`[\]]|<(?!jane@)/, message);
});

test('the Dutch words tell people to type and to drag, not to write and to set down', () => {
  for (const [key, message] of Object.entries(nl))
    assert.doesNotMatch(message, /\bschrijft?\b|\bzet (?:daar|hier) .* neer\b/i, key);
});

test('every reason has words in both languages, also without its values', () => {
  for (const code of reasonCodes)
    for (const language of ['en', 'nl'] as const)
      assert.match(reasonWords({ code }, say(language)), /^\S.*\S$/, code);
});

test('the bot suggests only a project with a similar name', () => {
  const words = (nearest: string) =>
    reasonWords({ code: 'project unknown', values: { project: 'atlsa', nearest } }, say('en'));
  assert.equal(words('atlas'), 'There is no project atlsa. Did you mean atlas?');
  assert.equal(words(''), 'There is no project atlsa.');
});

test('numbers and plurals follow the language', () => {
  assert.equal(say('en')('review.confirm.invite', { count: 2000 }), 'Invite 2,000 partners');
  assert.equal(say('nl')('review.confirm.invite', { count: 2000 }), '2.000 partners uitnodigen');
  assert.equal(say('en')('review.confirm.invite', { count: 1 }), 'Invite 1 partner');
});

test('one minute, one field and one attempt are in the singular', () => {
  const values = { minutes: 1, found: 1, expected: 3, attempts: 1, most: 1 };
  const said = (['en', 'nl'] as const).flatMap((language) =>
    (
      [
        'reason.replication timed out',
        'reason.account not shown',
        'reason.change not shown',
        'reason.too few fields',
        'reason.too many fields',
        'reason.gave up',
        'notice.may not ask with files.text',
      ] as const
    ).map((key) => say(language)(key, values)),
  );
  const plural = /\b1 (minutes|fields|attempts|partners|minuten|velden|pogingen)\b/;
  assert.deepEqual(
    said.filter((text) => plural.test(text)),
    [],
  );
});

test('a value never becomes a message or markup', () => {
  const name = '{number} <b>x</b> {count, plural, other {#}}';
  assert.equal(say('en')('source.file', { name }), `From the file ${name}`);
});

test('the client gives the language, and an unknown language means English', () => {
  assert.equal(languageOf('nl-BE'), 'nl');
  assert.equal(languageOf('NL_nl'), 'nl');
  assert.equal(languageOf('nlx'), 'en');
  assert.equal(languageOf('de-DE'), 'en');
  assert.equal(languageOf(undefined), 'en');
});

function valuesOf(message: string, language: string): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    // 1 to 6 are arguments of every kind; 0 is text and 7 the number sign.
    if ('type' in value && 'value' in value && typeof value.value === 'string')
      if (typeof value.type === 'number' && value.type >= 1 && value.type <= 6)
        names.add(value.value);
    Object.values(value).forEach(visit);
  };
  visit(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}
