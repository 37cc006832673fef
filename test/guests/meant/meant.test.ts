import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnding, readTypedLine } from '../typed/read-typed.ts';
import { known } from '../typed/typed-lines.ts';
// Text that people type or paste, with the addresses that it means and the addresses that it does not mean: `jane@x`.
import mixed from './mixed-texts.json' with { type: 'json' };
// Every reader knows whom these texts mean: no remark is wanted.
import plain from './plain-texts.json' with { type: 'json' };

/** The texts leave out the end of each address. */
const whole = (text: string) => text.replace(/(\w@[\w.]+)/g, '$1.example');

const words = (text: string) => text.split(' ').filter(Boolean);

for (const { text, meant, unmeant } of Object.values(mixed).flat()) {
  test(`the bot does not invite the people whom ${JSON.stringify(text)} does not mean, and names them`, () => {
    const { partners, leftOver } = readTypedLine(whole(text), known);
    assert.deepEqual(
      partners.map(({ address }) => address),
      words(meant).map(whole),
    );
    const named = leftOver.join(' ');
    for (const each of words(unmeant).map(whole))
      assert.ok(named.includes(each), `${each} is lost`);
  });
}

for (const text of plain) {
  test(`${JSON.stringify(text)} gets no remark`, () => {
    const { partners, leftOver, notes, refused } = readTypedLine(whole(text), known);
    assert.equal(refused, undefined);
    assert.equal(partners.length, whole(text).match(/\w@\w/g)?.length ?? 0);
    assert.deepEqual([leftOver, notes], [[], []]);
  });
}

const doubtful: [text: string, people: string[]][] = [
  ['[ ] jane@x\n[x] bob@y', ['jane@x', 'bob@y']],
  ['- [x] jane@x\n- [ ] bob@y', ['jane@x', 'bob@y']],
  ['jane@x\nGroet Jan <jan@y>', ['jane@x', 'jan@y']],
  ['Contact: Jane Doe <jane@x>', ['jane@x']],
  ['Contactpersoon: jane@x', ['jane@x']],
  ['jane@x (our designer) to beacon', ['jane@x']],
  ['jane@x and her manager bob@y', ['jane@x', 'bob@y']],
  ['Jane Doe (jane@x), reports to Max (max@x)', ['jane@x', 'max@x']],
  ['jane@x to beacon - Sam (sam@w)', ['jane@x', 'sam@w']],
  ['jane@x to beacon\n\nSam Carter\nWoodgrove\nsam@w', ['jane@x', 'sam@w']],
  ['jane@x\nVG Kim (kim@w)', ['jane@x', 'kim@w']],
  ['jane@x to beacon. Tschau, Kim kim@w', ['jane@x', 'kim@w']],
  ['jane@x\nKind regards,\nKim\nkim@w\na@z\nb@z\nc@z', ['jane@x', 'kim@w', 'a@z', 'b@z', 'c@z']],
  ['jane@x to beacon.\nKim Lund, kim@w, 0612345678', ['jane@x', 'kim@w']],
  ['Original Message\nFrom: alex@w\nTo: max@x\n\njane@x', ['max@x', 'jane@x']],
  ['+ jane@x\n+ bob@y\n- max@x', ['jane@x', 'bob@y', 'max@x']],
  ['jane@x or bob@y to beacon', ['jane@x', 'bob@y']],
  ['jan@x of els@y voor beacon', ['jan@x', 'els@y']],
  ['jane@x (Jane Doe) or bob@y (Bob Roe) to beacon', ['jane@x', 'bob@y']],
];
/** Below a heading that nobody knows, nobody can tell where the people who are not meant end. */
const ended: [text: string, people: string[]][] = [
  ['Do not invite:\nmax@x\n\nMarketing:\njane@x\nbob@y', ['jane@x', 'bob@y']],
  ['Niet uitnodigen:\nmax@x\nWhatever heading:\njane@x', ['jane@x']],
  ['Declined:\nmax@x\n\nbeacon:\njane@x', ['jane@x']],
  ['Do not invite:\nmax@x\nProject: beacon\njane@x', ['jane@x']],
];
for (const [text, people] of ended) {
  test(`a note asks whom ${JSON.stringify(text)} means below its last heading`, () => {
    const { partners, notes, leftOver } = readTypedLine(whole(text), known);
    assert.deepEqual(
      partners.map(({ address }) => address),
      people.map(whole),
    );
    assert.match(leftOver.join(' '), /max@x/);
    const asked = notes.map(({ code, values }) =>
      code === 'perhaps not meant' ? values.words : '',
    );
    for (const each of people) assert.match(asked.join(' '), new RegExp(each));
  });
}

test('a note asks about the receivers of a mail that names others below', () => {
  const text = whole(
    'From: Alex <alex@w>\nTo: Max Moe <max@x>\nSubject: guests\n\nPlease invite Jane Doe (jane@x).',
  );
  const { notes } = readTypedLine(text, known);
  const asked = notes.flatMap(({ code, values }) =>
    code === 'perhaps not meant' ? [values.words] : [],
  );
  assert.match(asked.join(' '), /To: Max Moe/);
});

test('a project above people who are not meant does not end their section', () => {
  const text = whole('Do not invite:\nbeacon:\nmax@x\n\nGuests:\njane@x');
  const { partners, leftOver, notes } = readTypedLine(text, known);
  assert.deepEqual(
    partners.map(({ address }) => address),
    [whole('jane@x')],
  );
  assert.match(leftOver.join(' '), /max@x/);
  assert.deepEqual(notes, []);
});
for (const [text, people] of doubtful) {
  test(`a note asks whom ${JSON.stringify(text)} means`, () => {
    const { partners, notes } = readTypedLine(whole(text), known);
    assert.deepEqual(
      partners.map(({ address }) => address),
      people.map(whole),
    );
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['perhaps not meant'],
    );
  });
}

const twoColumns = [
  'Jane Doe\tjane@x\tmax@x\nBob Roe\tbob@y\tmax@x',
  'jane@x\tmax@x\nbob@y\tmax@x',
  'Jane Doe, jane@x, max@x\nBob Roe, bob@y, moe@y',
  'Jane Doe;Fabrikam;jane@x;max@x\nBob Roe;Northwind;bob@y;moe@y',
];
for (const text of twoColumns) {
  test(`${JSON.stringify(text)} has two columns of addresses, and nobody is invited`, () => {
    const { partners, refused } = readTypedLine(whole(text), known);
    assert.deepEqual(partners, []);
    assert.equal(refused?.code, 'two address columns');
  });
}

const names: [text: string, name: string | undefined, left: string[]][] = [
  ['jane@x (Jane Doe, she/her)', 'Jane Doe', []],
  ['Jane Doe (she/her) jane@x', 'Jane Doe', []],
  ['Jane Doe (zij/haar) <jane@x>', 'Jane Doe', []],
  ['jane@x (Jane Doe - CEO)', 'Jane Doe', ['CEO']],
  ['Jane Doe from Fabrikam (jane@x)', 'Jane Doe', ['from Fabrikam']],
  ['Jane Doe van Fabrikam <jane@fabrikam>', 'Jane Doe', ['van Fabrikam']],
  ['Jane van Dam <jane@x>', 'Jane van Dam', []],
  ['"De Vries, Jane" <jane@x>', 'De Vries, Jane', []],
  ['@Jane Doe jane@x', 'Jane Doe', []],
  ['null null <jane@x>', undefined, []],
];
for (const [text, name, left] of names) {
  test(`${JSON.stringify(text)} names ${name ?? 'nobody'}`, () => {
    const { partners, leftOver } = readTypedLine(whole(text), known);
    assert.deepEqual(
      partners.map(({ displayName }) => displayName),
      [name],
    );
    assert.deepEqual(leftOver, left);
  });
}

test('where access ends, a reason beside somebody is no denial, and a label is', () => {
  const addressesOf = (text: string) =>
    readEnding(whole(text), known).partners.map(({ address }) => address.replace('.example', ''));
  assert.deepEqual(addressesOf('jane@x (left the company)'), ['jane@x']);
  assert.deepEqual(addressesOf('Uit dienst:\njane@x\nbob@y'), ['jane@x', 'bob@y']);
  assert.deepEqual(addressesOf('jane@x\nManager: max@x'), ['jane@x']);
  assert.deepEqual(addressesOf('jane@x\nNot:\nbob@y'), ['jane@x']);
  const id = '0f8fad5b-d9cb-469f-a165-708677289501';
  assert.deepEqual(addressesOf(`jane@x\nNot:\n${id}`), ['jane@x']);
  assert.deepEqual(addressesOf(`jane@x\nManager: ${id}`), ['jane@x']);
});
