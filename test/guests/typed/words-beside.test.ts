import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedList } from '../../../src/guests/typed/pasted-list.ts';
import { readTypedLine } from './read-typed.ts';
import { known } from './typed-lines.ts';

const kept: [text: string, name: string, left: string[]][] = [
  ['Client Services <services@x.example>', 'Client Services', []],
  ['Guest Relations relations@x.example', 'Guest Relations', []],
  ['New Business Development <business@x.example>', 'New Business Development', []],
  ['Client Excellence <excellence@x.example>', 'Excellence', ['Client']],
  ['Partner Jane Doe <jane.doe@x.example>', 'Jane Doe', []],
  ['my colleague Jane jane@x.example', 'Jane', []],
  ['Max | NW max@x.example', 'Max', ['NW']],
  ['Max «NW» <max@x.example>', 'Max', ['NW']],
  ['Max "NW" max@x.example', 'Max', ['NW']],
  ['Jane | DOE jane.doe@x.example', 'Jane DOE', []],
];
for (const [text, name, left] of kept) {
  test(`${text} is called ${name}, and no other word is dropped without a remark`, () => {
    const { partners, leftOver } = readTypedLine(text, known);
    assert.deepEqual([partners.map((each) => each.displayName), leftOver], [[name], left]);
  });
}

test('a contact card without its frame says each field that the bot does not use', () => {
  const card = 'FN:Jane Doe\nORG:Fabrikam\nTITLE;LANGUAGE=en:CEO\nEMAIL:jane@x.example\nTEL:+31';
  const left = ['ORG:Fabrikam', 'TITLE;LANGUAGE=en:CEO', 'TEL:+31'];
  for (const read of [readTypedLine(card, known), readPastedList(card, known)]) {
    assert.deepEqual(
      [read?.partners.map((each) => each.displayName), read?.leftOver],
      [['Jane Doe'], left],
    );
  }
});

test('a note asks about a person who asks on behalf of somebody, in capitals too', () => {
  for (const words of ['ON BEHALF OF', 'On behalf of', 'NAMENS', 'Au nom de']) {
    const { notes } = readTypedLine(`${words} MAX POWER (max@x.example)\njane@y.example`, known);
    assert.ok(
      notes.some(
        ({ code, values }) => code === 'perhaps not meant' && /max@/.test(`${values.words}`),
      ),
      words,
    );
  }
});

test('a short word before a whole name is said to look odd where the address says nothing of it', () => {
  for (const word of ['An', 'Her', 'Nur', 'To']) {
    const { notes } = readTypedLine(`${word} Jane Doe <x12@fabrikam.example>`, known);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['names odd'],
      word,
    );
  }
});
