import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedLine } from './read-typed.ts';
import { known } from './typed-lines.ts';

const called: [text: string, names: (string | undefined)[]][] = [
  ['jane@x.example (Jane Doe, CEO of Fabrikam)', ['Jane Doe']],
  ['Jane Doe, Project Manager at Fabrikam <jane@x.example> to beacon', ['Jane Doe']],
  ['jane@x.example (Jane Doe / Fabrikam) to beacon', ['Jane Doe']],
  [
    'Team A:\njane@x.example\nbob@y.example\nTeam B:\ncleo@z.example',
    [undefined, undefined, undefined],
  ],
  ['jane@fabrikam.example [Fabrikam]\nbob@y.example [Bob]', [undefined, 'Bob']],
  ['Attendees\njane@x.example\nbob@y.example', [undefined, undefined]],
  ['Hi Alex,\nplease add Jane Doe <jane@x.example>', ['Jane Doe']],
  ['Hola, por favor invita a Jane Doe (jane@x.example)', ['Jane Doe']],
  ['Jane Doe jane@x.example e Bob Roe bob@y.example', ['Jane Doe', 'Bob Roe']],
  ['hi, jane at fabrikam: jane@x.example', [undefined]],
  ['Hello Jane Doe, jane@x.example', ['Jane Doe']],
  ['Good morning,\n\n\u2022 Jane Doe \u2013 jane@x.example', ['Jane Doe']],
  [
    'Jane Doe (Fabrikam, jane@fabrikam.example) and Bob Roe (Northwind, bob@northwind.example)',
    ['Jane Doe', 'Bob Roe'],
  ],
  ['Bob Roe [Northwind] bob@northwind.example', ['Bob Roe']],
  ['Cleo Poe (Adatum - cleo@adatum.example)', ['Cleo Poe']],
  ['Jane Doe (CEO, jane@x.example)', ['Jane Doe']],
  ['Contact Jane Doe jane@x.example', ['Jane Doe']],
  ['Jan Bakker jan@bakker.example', ['Jan Bakker']],
  ['Gasten voor beacon (2): jane@x.example, bob@y.example', [undefined, undefined]],
];
for (const [text, names] of called) {
  test(`${JSON.stringify(text)} names ${names.join(', ')}`, () => {
    const { partners } = readTypedLine(text, known);
    assert.deepEqual(
      partners.map(({ displayName }) => displayName),
      names,
    );
  });
}

const firms: [text: string, who: (string | undefined)[], left: string[]][] = [
  ['Jane Doe (Fabrikam) jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)']],
  ['Jane Doe (Fabrikam), jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)']],
  ['Jane Doe (Fabrikam): jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)']],
  ['Jane Doe (Fabrikam) \u2013 jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)']],
  ['Jane Doe [Fabrikam] <jane@fabrikam.example>', ['Jane Doe'], ['(Fabrikam)']],
  ['Jane Doe, Fabrikam, jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['Fabrikam, Jane Doe, jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['Jane Doe; Fabrikam; jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['Jane Doe / Fabrikam / jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['jane@fabrikam.example, Jane Doe, Fabrikam', ['Jane Doe'], ['Fabrikam']],
  ['jane@fabrikam.example Jane Doe (Fabrikam)', ['Jane Doe'], ['(Fabrikam)']],
  ['Jane Doe \u2013 Fabrikam \u2013 jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['Jane Doe from Fabrikam jane@fabrikam.example', ['Jane Doe'], ['from Fabrikam']],
  ['Jane Doe @ Fabrikam jane@fabrikam.example', ['Jane Doe'], ['at Fabrikam']],
  ['Jane Doe\uff08Fabrikam\uff09jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)']],
  [
    '\u738b\u5c0f\u660e\uff08\u5fae\u8f6f\uff09wang@x.example',
    ['\u738b\u5c0f\u660e'],
    ['(\u5fae\u8f6f)'],
  ],
  ['(Fabrikam) Jane Doe jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)']],
  ['Fabrikam (Jane Doe) jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['(Jane Doe) jane@x.example', ['Jane Doe'], []],
  ['Jane Doe (Fabrikam) (CEO) jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam) (CEO)']],
  ['Doe, Jane (Fabrikam) jane@fabrikam.example', ['Doe, Jane'], ['(Fabrikam)']],
  ['Bob Roe, Jane Doe (Fabrikam) jane@fabrikam.example', ['Jane Doe'], ['(Fabrikam)', 'Bob Roe']],
  [
    'nodig Jan de Vries (Fabrikam BV) jan@fabrikam.example uit voor beacon',
    ['Jan de Vries'],
    ['(Fabrikam BV)'],
  ],
  [
    'Jane Doe (Fabrikam) jane@fabrikam.example\nBob Roe (Northwind) bob@northwind.example',
    ['Jane Doe', 'Bob Roe'],
    ['(Fabrikam)', '(Northwind)'],
  ],
  [
    'Jane Doe (Fabrikam) jane@fabrikam.example, Bob Roe (Northwind) bob@northwind.example',
    ['Jane Doe', 'Bob Roe'],
    ['(Fabrikam)', '(Northwind)'],
  ],
  [
    'Jane Doe (Fabrikam) jane@fabrikam.example en Bob Roe (Northwind) bob@northwind.example voor beacon',
    ['Jane Doe', 'Bob Roe'],
    ['(Fabrikam)', '(Northwind)'],
  ],
  [
    'Jane Doe (Fabrikam)\njane@fabrikam.example\nBob Roe (Northwind)\nbob@northwind.example',
    ['Jane Doe', 'Bob Roe'],
    ['(Fabrikam)', '(Northwind)'],
  ],
  ['Fabrikam Jane Doe jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['Fabrikam <jane@fabrikam.example>', [undefined], ['Fabrikam']],
  ['Jane Doe "Fabrikam" jane@fabrikam.example', ['Jane Doe'], ['Fabrikam']],
  ['Robert "Bob" Roe <bob@y.example>', ['Robert Roe'], ['Bob']],
  ['Jane Doe and Bob Roe: jane@x.example, bob@y.example', ['Jane Doe', undefined], ['Bob Roe']],
  ['Jane and Bob Doe jane@x.example', ['Jane'], ['Bob Doe']],
  ['Jane Doe, PhD, jane@x.example', ['Jane Doe'], ['PhD']],
  ['Jane Doe works at Fabrikam jane@x.example', ['Jane Doe'], []],
  [
    'jane@x.example, Bob Roe (has left) <bob@y.example>',
    [undefined],
    ['(has left) Bob Roe bob@y.example'],
  ],
  [
    'jane@x.example, Bob Roe (does not need access) bob@y.example',
    [undefined],
    ['(does not need access) Bob Roe bob@y.example'],
  ],
];
for (const [text, who, left] of firms) {
  test(`words beside a name are no part of it: ${JSON.stringify(text)}`, () => {
    const { partners, leftOver } = readTypedLine(text, known);
    assert.deepEqual(
      partners.map(({ displayName }) => displayName),
      who,
    );
    assert.deepEqual(leftOver, left);
  });
}

test('a kind of address between two addresses may be of either, and a note says so', () => {
  const { notes } = readTypedLine('Jane Doe jane@x.example (private) jane@home.example', known);
  assert.deepEqual(
    notes.map(({ code, values }) => [code, values.words]),
    [['perhaps not meant', '(private) jane@home.example']],
  );
});

test('a word before each name may be a firm, and a note says so', () => {
  const lines = 'Fabrikam, Jane Doe, jane@x.example\nNorthwind, Bob Roe, bob@y.example';
  const said = ({ notes }: ReturnType<typeof readTypedLine>) => notes.map(({ code }) => code);
  assert.deepEqual(said(readTypedLine(lines, known)), ['names odd']);
  const turned = 'Doe, Jane Mary, jane.doe@x.example\nRoe, Bob Lee, broe@y.example';
  assert.deepEqual(said(readTypedLine(turned, known)), []);
});

test('contact cards that somebody pastes are a list', () => {
  const text = 'BEGIN:VCARD\nVERSION:3.0\nFN:Jane Doe\nEMAIL:jane@x.example\nEND:VCARD';
  const { partners } = readTypedLine(text, known);
  assert.deepEqual(
    partners.map(({ address, displayName }) => [address, displayName]),
    [['jane@x.example', 'Jane Doe']],
  );
});

const apostrophes = [
  "Els van 't Hof <els@fabrikam.example>",
  'Els van ’t Hof <els@fabrikam.example>',
  "Jan van 's-Heerenberg <jan@fabrikam.example>",
  "Hof, Els van 't <els@fabrikam.example>",
  "Els van 't Hof els@fabrikam.example",
];
for (const line of apostrophes) {
  test(`a Dutch name keeps its apostrophe: ${line}`, () => {
    const [name] = readTypedLine(line).partners.map(({ displayName }) => displayName);
    assert.equal(name, line.replace(/ <?\S+@.*$/, ''));
  });
}
