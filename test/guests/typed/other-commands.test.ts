import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherVerbs } from '../../../bot/words/command-words.ts';
import { readStandInLine } from '../../../src/guests/typed/stand-in-line.ts';
import { readTypedLine } from './read-typed.ts';
import { known } from './typed-lines.ts';

const lines: [text: string, left: string[]][] = [
  ['jane@x.example to beacon. Resend bob@y.example.', ['Resend bob@y.example']],
  ['jane@x.example to beacon. Revoke bob@y.example please', ['Revoke bob@y.example please']],
  [
    'jane@x.example to beacon. Extend bob@y.example until 2027-01-31.',
    ['Extend bob@y.example until 2027-01-31'],
  ],
  ['jane@x.example to beacon. Delete bob@y.example', ['Delete bob@y.example']],
  ['jane@x.example voor beacon. Intrekken bob@y.example', ['Intrekken bob@y.example']],
  ['jane@x.example voor beacon. Verwijder bob@y.example.', ['Verwijder bob@y.example']],
  ['jane@x.example voor beacon. Trek bob@y.example in.', ['Trek bob@y.example in']],
  [
    'jane@x.example voor beacon, verleng Bob Roe <bob@y.example>',
    ['verleng Bob Roe bob@y.example'],
  ],
  ['jane@x.example to beacon and cancel bob@y.example', ['cancel bob@y.example']],
  ['jane@x.example to beacon\nStuur opnieuw bob@y.example', ['Stuur opnieuw bob@y.example']],
  ['jane@x.example to beacon\nAttn bob@y.example', ['Attn bob@y.example']],
  [
    'jane@x.example to beacon. Revoke bob@y.example and cleo@z.example.',
    ['Revoke bob@y.example', 'cleo@z.example'],
  ],
];
for (const [text, left] of lines) {
  test(`a person behind the verb of another command is left out: ${JSON.stringify(text)}`, () => {
    const { partners, leftOver } = readTypedLine(text, { ...known, verbs: otherVerbs });
    assert.deepEqual(
      partners.map(({ address, until }) => [address, until]),
      [['jane@x.example', undefined]],
    );
    assert.deepEqual(leftOver, left);
  });
}

const meant: [text: string, name: string | undefined][] = [
  ['jane@x.example to beacon. Extend an invitation to bob@y.example', undefined],
  ['jane@x.example to beacon\nHerstel Zorg <info@herstel.example>', 'Herstel Zorg'],
  ['jane@x.example to beacon\nPlus Eve Loe <eve@y.example>', 'Eve Loe'],
];
for (const [text, name] of meant) {
  test(`a word that only looks like another command invites: ${JSON.stringify(text)}`, () => {
    const { partners } = readTypedLine(text, { ...known, verbs: otherVerbs });
    assert.deepEqual([partners.length, partners[1]?.displayName], [2, name]);
  });
}

test('a stand-in and a last day are read in both languages, with or without a date', () => {
  const on = { today: '2026-11-29', dayFirst: true };
  const named = (text: string) => readStandInLine(text, on);
  assert.deepEqual(named(' '), { kind: 'show' });
  for (const text of ['off', 'end', 'uit', 'Einde']) assert.deepEqual(named(text), { kind: 'end' });
  const adele = { kind: 'name', who: 'Adele Vance', until: '2026-12-14' };
  for (const text of [
    'Adele Vance until 2026-12-14',
    'Adele Vance tot 14-12-2026',
    'Adele Vance tot en met 14 december 2026.',
    'Adele Vance t/m 14/12/2026',
    'Adele Vance until in 15 days',
  ])
    assert.deepEqual(named(text), adele, text);
  assert.deepEqual(named('a@x.example'), { kind: 'name', who: 'a@x.example', until: undefined });
  assert.deepEqual(named('Adele until someday'), { kind: 'name', who: 'Adele', until: 'someday' });
  assert.deepEqual(named('Adele until'), { kind: 'name', who: 'Adele', until: undefined });
});
