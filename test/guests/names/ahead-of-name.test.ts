import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aheadOfName } from '../../../src/guests/names/ahead-of-name.ts';
import { speaksBeside } from '../../../src/guests/names/beside-name.ts';
import { readAll } from '../read-all.ts';
import { genuineNames } from '../text/genuine-names.ts';
import { readTypedLine } from '../typed/read-typed.ts';
import { known } from '../typed/typed-lines.ts';

const jane = 'jane.doe@fabrikam.example';

/** Words that say nothing of Jane. The bot takes the name without them, and asks nothing. */
const light = `My colleague|Onboard|Include|Partner #1|@Guestlist|Auch|Aussi|Also|Mijn collega|Mein Kollege|Meine Kollegin
Mon collègue|Mi compañera|La mia collega|Min kollega|Our new partner|Set up|Ajouter|Añadir|Aggiungi|Lägg till
Hinzufügen|Nodig ook|Guest 2|Our architect|This is|Hier is|Voici|Ecco|Ik wil|Ich möchte|Ainsi que|Evenals|Sowie|Además|Även`;
for (const words of light.split(/[|\n]/)) {
  for (const text of [`${words} Jane Doe <${jane}>`, `${words} Jane Doe ${jane}`]) {
    test(`"${text}" names Jane Doe without a question`, () => {
      const { partners, leftOver, notes } = readTypedLine(text, known);
      assert.deepEqual([partners[0]?.displayName, leftOver, notes], ['Jane Doe', [], []]);
    });
  }
}

/** Words that may speak of somebody else, or be a name. They are said. */
const heavy = `On behalf of|Namens|c/o|FAO|Attn:|Attn|z. Hd.|Im Auftrag von|De la part de|A nombre de|Per conto di|På uppdrag av
T.a.v.|À l'attention de|All'attenzione di|Nr. 3|Fabrikam's|Maybe|Vielleicht|Only|Secretary of|Replacement for|Grant|Per|i.A.`;
for (const words of heavy.split(/[|\n]/)) {
  test(`words before a name are said: ${words}`, async () => {
    const typed = readTypedLine(`bob@x.example, ${words} Jane Doe <${jane}>`, known);
    assert.notEqual([...typed.leftOver, ...typed.notes].length, 0);
    const { notes } = await readAll(`email,name\n${jane},${words} Jane Doe\n`);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['names odd'],
    );
  });
}

const own: [name: string, address: string][] = [
  ['Guest Moe', 'guest.moe@x.example'],
  ['Per Hansen', 'per@x.example'],
  ['Per Olof Hansen', 'per.hansen@x.example'],
  ['An De Smet', 'de.smet@x.example'],
  ['Contact Energy', 'sales@contactenergy.example'],
  ['I.A. Poe', 'info@x.example'],
  ['Grace Thanks', 'grace@x.example'],
];
for (const [name, address] of own) {
  test(`${name} at ${address} is a name`, () => {
    assert.equal(speaksBeside(name, address), false);
  });
}

test('no genuine name begins with words that are none', () => {
  for (const name of Object.values(genuineNames).flat()) {
    assert.equal(aheadOfName(name.split(' '), 'info@x.example').count, 0, name);
    assert.equal(speaksBeside(name, 'info@x.example'), false, name);
  }
});

/** Names of which one word is a word of requests, of farewells or of the bot. */
const words = `Grace Thanks|Penny Invite|Best Regards|Thanks Mbeki|Will Add|Jan Graag|Joy Please|Dear Smith|Hans Bitte|Bob Danke
Nick Not|Ann Remove|Bob Contact|Never Ndlovu|Merci Jones|Dag Hammar|Cheers Lee|An Ook`;
for (const name of words.split(/[|\n]/)) {
  const address = `${name.toLowerCase().replace(' ', '.')}@fabrikam.example`;
  const row = (sign: string, end = '') =>
    `Bob Roe${sign}bob@x.example${end}\n${name}${sign}${address}${end}\nMax Power${sign}max@y.example${end}`;
  for (const text of [row(' <', '>'), row(', '), row(' '), row('\t'), row('\n')]) {
    test(`nobody is cut or lost: ${JSON.stringify(text.split('Max')[0])}`, () => {
      const { partners, leftOver } = readTypedLine(text, known);
      const names = partners.map(({ displayName }) => displayName);
      assert.deepEqual([names, leftOver], [['Bob Roe', name, 'Max Power'], []]);
    });
  }
}

test('a farewell stays a farewell', () => {
  for (const end of ['Best regards,\nAlex', 'Thanks Alex', 'Groet, Alex', 'Merci\nAlex']) {
    const { notes, leftOver } = readTypedLine(`${jane} to beacon\n${end} (alex@x.example)`, known);
    const said = [...leftOver, ...notes.map(({ values }) => String(values.words))].join(' ');
    assert.match(said, /alex@x\.example/, end);
  }
});

const marked: [text: string, name: string, left: string[]][] = [
  ["Nicolo' Rossi <nicolo@x.example>", "Nicolo' Rossi", []],
  ['Nicolo\u2019 Rossi <nicolo@x.example>', 'Nicolo\u2019 Rossi', []],
  ["Rossi, Nicolo' <nicolo@x.example>", "Rossi, Nicolo'", []],
  ["Luca D'Amico luca@x.example", "Luca D'Amico", []],
  ["Luca D' Amico <luca@x.example>", "Luca D' Amico", []],
  ["Noe' Foa' <noe@x.example>", "Noe' Foa'", []],
  ["'Jane Doe' <jane@x.example>", 'Jane Doe', []],
  ['Power, Max [NW] <max@x.example>', 'Power, Max', ['(NW)']],
  ['Max Power [NW/IT] max@x.example', 'Max Power', ['(NW/IT)']],
  ['Max Power \u3010NW\u3011 <max@x.example>', 'Max Power', ['(NW)']],
  ['Max Power <NW> <max@x.example>', 'Max Power', ['(NW)']],
  ['[NW] Max Power <max@x.example>', 'Max Power', ['(NW)']],
];
for (const [text, name, left] of marked) {
  test(`"${text}" names ${name}`, () => {
    const { partners, leftOver } = readTypedLine(text, known);
    assert.deepEqual([partners[0]?.displayName, leftOver], [name, left]);
  });
}

test('a desk that goes by such a word is nothing odd', () => {
  for (const text of ['Support Desk <support@x.example>', 'Per Proost <per@x.example>']) {
    assert.deepEqual(readTypedLine(text, known).notes, [], text);
  }
});
