import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMeant } from '../meant/read-meant.ts';
import { readTypedLine } from './read-typed.ts';

/** Text with strikes, whom it invites, and whom it takes back. */
const struck: readonly [text: string, people: string, unmeant: string][] = [
  ['invite ~~ann@x\nbob@x~~ to beacon', '', 'ann@x bob@x'],
  ['~~ann@x\ncleo@x\nbob@x~~\njane@y', 'jane@y', 'ann@x cleo@x bob@x'],
  ['~~ann@x\tAnn Aid\nbob@x\tBob Roe~~\njane@y\tJane Doe', 'jane@y', 'ann@x bob@x'],
  ['~~Ann Aid\tann@x\nBob Roe\tbob@x~~\nJane Doe\tjane@y', 'jane@y', 'ann@x bob@x'],
  ['~~ann@x\n\nbob@x~~, jane@y', 'jane@y', 'ann@x bob@x'],
  ['~~\nann@x\nbob@x\n~~\njane@y', 'jane@y', 'ann@x bob@x'],
  ['jane@y, ~~ ann@x ~~, bob@x', 'jane@y bob@x', 'ann@x'],
  ['~ann@x~, jane@y', 'jane@y', 'ann@x'],
  ['jane@y\n~Ann Aid <ann@x>~', 'jane@y', 'ann@x'],
  ['<s>ann@x</s>, jane@y', 'jane@y', 'ann@x'],
  ['<del>ann@x\nbob@x</del>\njane@y', 'jane@y', 'ann@x bob@x'],
  ['<strike>Ann Aid <ann@x></strike>\njane@y', 'jane@y', 'ann@x'],
  ['[s]ann@x[/s], jane@y', 'jane@y', 'ann@x'],
  ['<!-- ann@x --> jane@y', 'jane@y', 'ann@x'],
  ['/* ann@x */ jane@y', 'jane@y', 'ann@x'],
  ['~~Ann Aid~~\tann@x\nJane Doe\tjane@y', 'jane@y', 'ann@x'],
  ['jane@y ~~to atlas~~ to beacon, ~~ann@x~~', 'jane@y', 'ann@x'],
  ['[~~ann@x~~](mailto:ann@x), jane@y', 'jane@y', 'ann@x'],
];
for (const [text, people, unmeant] of struck) {
  test(`nobody is invited whom a strike takes back: ${JSON.stringify(text)}`, () => {
    const read = readMeant(text);
    assert.deepEqual(read.people.join(' '), people);
    for (const each of unmeant.split(' ')) assert.ok(read.left.includes(each), `${each} is lost`);
  });
}

for (const text of [
  '~~ann@x, bob@x',
  'ann@x~~, bob@x',
  'ann@x, bob@x~~',
  'ann@x, ~~bob@x to beacon',
  'ann@x ~~ bob@x ~~ cleo@x',
  '~ann@x, bob@x',
  'ann@x~, bob@x',
  '<s>ann@x, bob@x',
  'ann@x[/s], bob@x',
  '<!-- ann@x, bob@x',
  'ann@x /* bob@x',
]) {
  test(`a mark of a strike without its other half is asked about: ${text}`, () => {
    const read = readMeant(text);
    assert.deepEqual(read.people, text.match(/\w+@x/g));
    for (const each of read.people) assert.ok(read.asked.includes(each), `${each} is not asked`);
  });
}

for (const text of [
  '~~~~~~\njane@y.example\nbob@x.example',
  'jane@y.example (~~ 10 days)\nbob@x.example',
  '~ jane@y.example\n~ bob@x.example',
  '~jane@y.example\n~bob@x.example',
]) {
  test(`a ruler, a list mark and a rough number strike nothing: ${JSON.stringify(text)}`, () => {
    const { partners, notes } = readTypedLine(text);
    assert.deepEqual(
      partners.map(({ address }) => address),
      ['jane@y.example', 'bob@x.example'],
    );
    assert.ok(!notes.some(({ code }) => code === 'perhaps not meant'));
  });
}

/** Struck text about the request, and the words that the bot says it did not use. */
const changed: readonly [text: string, said: string][] = [
  ['jane@x until ~~31 January 2027~~ 28 February 2027', '31 January 2027'],
  ['jane@x (budget ~~10k~~)', '10k'],
  ['jane@x ~~10k~~', '10k'],
  ['jane@x to atlas until ~~May~~ 1 June 2027', 'May'],
  ['jane@x for ~~atlas~~ beacon', 'atlas'],
  ['jane@x is our ~~old~~ new designer', 'old'],
  ['Jane ~~Smit~~ Smith jane@x', 'Smit'],
];
for (const [text, said] of changed) {
  test(`struck words that name nobody take nobody back: ${text}`, () => {
    const { people, left } = readMeant(text);
    assert.deepEqual(people, ['jane@x']);
    assert.ok(left.includes(said), `${said} is not said: ${left}`);
  });
}

for (const text of ['jane@x, ~~Jane Doe~~', 'Jane Doe ~~declined~~ jane@x']) {
  test(`struck words about the partner take the partner back: ${text}`, () => {
    const { people, left } = readMeant(text);
    assert.deepEqual(people, []);
    assert.ok(left.includes('jane@x'));
  });
}

test('a struck name in a pasted table takes its person back', () => {
  const { partners } = readTypedLine(
    'email\tname\nann@x.example\t~~Ann Aid~~\njane@x.example\tJane Doe',
  );
  assert.deepEqual(
    partners.map(({ address, problems }) => [address, problems.map(({ code }) => code)]),
    [
      ['ann@x.example', ['name of nobody']],
      ['jane@x.example', []],
    ],
  );
});

test('a strike over rows of a pasted table is called one, and shown with marks that strike again', () => {
  const { partners, notes } = readTypedLine(
    'email\tname\n~~ann@x.example\tAnn Aid\nbob@x.example\tBob Roe~~\njane@x.example\tJane Doe',
  );
  assert.deepEqual(
    partners.map(({ address, displayName, problems }) => [
      address,
      displayName,
      ...problems.map(({ code, values }) => `${code}: ${values?.as}`),
    ]),
    [
      ['~~ann@x.example~~', '~~Ann Aid~~', 'words beside address: struck'],
      ['~~bob@x.example~~', '~~Bob Roe~~', 'words beside address: struck'],
      ['jane@x.example', 'Jane Doe'],
    ],
  );
  assert.deepEqual(notes, []);
});

test('a strike keeps the lines of a message, however long it is', () => {
  const many = Array.from({ length: 400 }, (_, n) => `p${n}@fabrikam.example`);
  const { partners, leftOver } = readTypedLine(
    `~~${many.join(', ')}\n${many.join('\n')}~~\njane@y.example`,
  );
  assert.deepEqual(
    partners.map(({ address, line }) => [address, line]),
    [['jane@y.example', 402]],
  );
  for (const each of many) assert.ok(leftOver.some((text) => text.includes(each)));
});
