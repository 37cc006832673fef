import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedList } from '../../../src/guests/typed/pasted-list.ts';
import { readTypedLine } from '../typed/read-typed.ts';
import { known } from '../typed/typed-lines.ts';
import { readMeant } from './read-meant.ts';

const addressesIn = (people: string[]) => people.filter((each) => each.includes('@'));

/** Sentences with a word that the reader does not understand: the note asks about everybody in them. */
const unsure: [text: string, people: string[]][] = [
  ['max@w wants jane@x in atlas', ['max@w', 'jane@x']],
  ['Max Power <max@w> wants Jane Doe <jane@x>', ['max@w', 'jane@x']],
  ['Hi max@w, please invite jane@x', ['max@w', 'jane@x']],
  ['max@w, please invite jane@x', ['max@w', 'jane@x']],
  ['max@w, nodig jane@x uit', ['max@w', 'jane@x']],
  ['max@w invited jane@x, please add to atlas', ['max@w', 'jane@x']],
  ['As discussed with max@w: jane@x, bob@y', ['max@w', 'jane@x', 'bob@y']],
  ['max@w says to invite jane@x', ['max@w', 'jane@x']],
  ['max@w vroeg of jane@x bij atlas mag', ['max@w', 'jane@x']],
  ['max@w heeft jane@x nodig in atlas', ['max@w', 'jane@x']],
  ['max@w verzoekt jane@x uit te nodigen', ['max@w', 'jane@x']],
  ['jane@x like we did for bob@y', ['jane@x', 'bob@y']],
  ['max@w sent me these: jane@x, bob@y', ['max@w', 'jane@x', 'bob@y']],
  ['max@w sent me these:\njane@x', ['max@w', 'jane@x']],
  ['bob@y has a new address: jane@x', ['bob@y', 'jane@x']],
  ['nodig jane@x uit maar wacht nog met bob@y', ['jane@x', 'bob@y']],
  ['nodig jane@x uit maar wacht nog met bob@y voor atlas', ['jane@x', 'bob@y']],
  ['invite jane@x but wait with bob@y', ['jane@x', 'bob@y']],
  ['jane@x now, bob@y after approval', ['jane@x', 'bob@y']],
];
for (const [text, people] of unsure) {
  test(`a note asks about everybody in ${JSON.stringify(text)}`, () => {
    const { asked, ...line } = readMeant(text);
    assert.deepEqual(addressesIn(line.people), people);
    for (const each of people) assert.ok(asked.includes(each), `${each} is not asked about`);
  });
}

test('the bot leaves out a person who asks for somebody, and not the one for whom they ask', () => {
  for (const text of ['max@w asked me to invite jane@x', 'max@w wil graag jane@x uitnodigen']) {
    const { people, left, asked } = readMeant(text);
    assert.ok(people.includes('jane@x'), text);
    assert.ok(!people.includes('max@w') || asked.includes('max@w'), text);
    assert.ok(people.includes('max@w') || left.includes('max@w'), text);
  }
});

const both = [
  'nodig zowel jane@x als bob@y uit',
  'invite both jane@x and bob@y',
  'jane@x \u00e9n bob@y',
  'jane@x alsook bob@y voor atlas',
  'jane@x and please also add bob@y',
  'jane@x, and bob@y too please',
  'Voeg jane@x en bob@y toe aan atlas',
  'jane@x & bob@y \u2192 atlas',
  'Can jane@x and bob@y get access to atlas?',
  'K\u00f6nntest du bitte jane@x und bob@y einladen?',
  'We need jane@x and bob@y in atlas',
  'can we please have jane@x and bob@y in atlas',
  'could you add jane@x en bob@y voor atlas, alvast bedankt',
  'jane@x, bob@y and cleo@z to atlas until 2027-01-31, thanks',
];
for (const text of both) {
  test(`${JSON.stringify(text)} means everybody, and gets no remark`, () => {
    const { people, asked, left } = readMeant(text);
    assert.ok(people.includes('jane@x') && people.includes('bob@y'));
    assert.deepEqual([asked, left], ['', '']);
  });
}

/** Labels and marks that may say that somebody is not meant. */
const marked: [text: string, people: string[]][] = [
  ['Eraf: bob@y', ['bob@y']],
  ['Done: bob@y', ['bob@y']],
  ['Internen: jane@x, bob@y', ['jane@x', 'bob@y']],
  ['PM: max@w', ['max@w']],
  ['Oude mensen: Cleo (cleo@z)', ['cleo@z']],
  ['Change: jane@x', ['jane@x']],
  ['jane@x, bob@y?', ['jane@x', 'bob@y']],
  ['jane@x\nbob@y - on maternity leave', ['bob@y']],
  ['jane@x\nbob@y - NDA not signed', ['bob@y']],
  ['Jane Doe <jane@x>?', ['jane@x']],
  ['jane@x\nbob@y (?)', ['bob@y']],
  ['bob@y \u23f3', ['bob@y']],
  ['jane@x = bob@y', ['jane@x', 'bob@y']],
  ['Jane Doe: jane@x (home) / bob@y (work)', ['jane@x', 'bob@y']],
];
for (const [text, people] of marked) {
  test(`a note asks about ${people.join(' and ')} in ${JSON.stringify(text)}`, () => {
    const { asked, ...line } = readMeant(text);
    for (const each of people) {
      assert.ok(line.people.includes(each), `${each} is left out`);
      assert.ok(asked.includes(each), `${each} is not asked about`);
    }
  });
}

test('a request with a question mark gets no remark', () => {
  for (const text of ['Could you please invite jane@x?', 'kun je jane@x uitnodigen?']) {
    assert.deepEqual(readMeant(text).asked, '', text);
  }
});

test('a question about somebody is no list', () => {
  for (const text of ['who is jane@x.example', "who's jane@x.example", 'wie is jane@x.example']) {
    assert.equal(readPastedList(text, known), undefined, text);
  }
});

/** One word with a capital that nobody is called, unless the address says it. */
const noNames =
  'Friday Vrijdag September Mail Adres New Only Alleen Ok As Urgent CEO Partner Manager Please';
for (const word of noNames.split(' ')) {
  test(`nobody is called ${word}, and a note says that the word was not used`, () => {
    for (const text of [`${word} bob@y`, `bob@y ${word} to atlas`, `${word} <bob@y>`]) {
      const { partners, left } = readMeant(text);
      assert.equal(partners[0]?.displayName, undefined, text);
      if (word !== 'Please') assert.ok(left.includes(word), text);
    }
  });
}

test('a word that may be a name stays one, and so does what the address says', () => {
  for (const [text, name] of [
    ['April bob@y', 'April'],
    ['Will bob@y', 'Will'],
    ['Partner partner@y', 'Partner'],
    ['Jane Friday bob@y', 'Jane Friday'],
  ]) {
    assert.equal(readMeant(text ?? '').partners[0]?.displayName, name);
  }
});

test('a line above addresses is a title where the other addresses have no names above them', () => {
  for (const title of ['Suppliers Q3', 'Alumni', 'Speakers']) {
    const { partners, left } = readMeant(`${title}\njane@x\nbob@y`);
    assert.deepEqual(
      partners.map(({ displayName }) => displayName),
      [undefined, undefined],
    );
    assert.equal(left, title);
  }
  const { partners } = readMeant('Jane Doe\njd@x\nbob@y');
  assert.equal(partners[0]?.displayName, 'Jane Doe');
});

const ahead: readonly [text: string, asked: string[]][] = [
  [
    'On behalf of Max Power (max@x.example): invite jane@x.example to atlas',
    ['On behalf of Max Power (max@x.example)'],
  ],
  [
    'Max Power <max@x.example>: please add jane@x.example and bob@x.example',
    ['Max Power <max@x.example>'],
  ],
  ['Sponsor Max Power max@x.example\nJane Doe jane@x.example', ['Sponsor Max Power max@x.example']],
  [
    'Contactpersoon Max Power (max@x.example)\njane@x.example',
    ['Contactpersoon Max Power (max@x.example)'],
  ],
  ['jane@x.example: Jane Doe\nbob@x.example: Bob Roe', []],
  ['Host Europe <info@hosteurope.example>, jane@x.example', []],
  ['Sponsor Max Power max@x.example', []],
  ['Per Hansen <per.hansen@x.example>\njoe@x.example', []],
  ['Namens Max Power max@x.example: jane@y.example', ['Namens Max Power max@x.example']],
];
for (const [text, asked] of ahead) {
  test(`the reader asks about people named before the partners: ${text.slice(0, 40)}`, () => {
    const said = readTypedLine(text).notes.flatMap(({ code, values }) =>
      code === 'perhaps not meant' ? [values.words] : [],
    );
    assert.deepEqual(said, asked);
  });
}
