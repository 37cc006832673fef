import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressSays, type Saying } from '../../../src/guests/names/address-says.ts';

const within: Saying = { how: 'within' };
const whole: Saying = { how: 'whole' };
const initialToo: Saying = { how: 'initial too' };
const firmToo: Saying = { how: 'within', where: 'firm too' };
const joined: Saying = { how: 'within', words: 'joined' };

const cases: [string, string, Saying, boolean][] = [
  ['jdoe@x.example', 'Doe', within, true],
  ['jdoe@x.example', 'Doe', whole, false],
  ['jane.doe@x.example', 'Doe', whole, true],
  // Two letters stand in too many words.
  ['lucca@x.example', 'cc', within, false],
  ['jo.xu@x.example', 'Xu', within, true],
  ['jane.knott@x.example', 'not', whole, false],
  ['jane.knott@x.example', 'not', within, true],
  // Accents, case and signs make no difference.
  ['jose.munoz@x.example', 'José', whole, true],
  ['JANE@x.example', 'jane', whole, true],
  ['fussball@x.example', 'Fußball', whole, true],
  ['soren@x.example', 'Søren', whole, true],
  ['obrien@x.example', "O'Brien", whole, true],
  ['иван@x.example', 'Иван', whole, true],
  // One more letter is an initial, where the address has no other word.
  ['gbest@x.example', 'Best', initialToo, true],
  ['bestg@x.example', 'Best', initialToo, true],
  ['george.best2@x.example', 'Best', initialToo, true],
  ['bestman@x.example', 'Best', initialToo, false],
  ['jane.knot@x.example', 'not', initialToo, false],
  ['gbest@x.example', 'Best', whole, false],
  // A small word of several says nothing.
  ['p.la.fontaine@x.example', 'La Poste', within, false],
  ['ali.rida@x.example', '\u02bfAl\u012b', whole, true],
  // One word of several is enough, unless all of them count together.
  ['doe@x.example', 'Jane Doe', within, true],
  ['doe@x.example', 'Jane Doe', joined, false],
  ['janedoe3@x.example', 'Jane Doe', joined, true],
  ['jo@x.example', 'Jo', joined, false],
  // A firm counts only if the caller asks for it; the end of a domain never does.
  ['info@fabrikam.example', 'Fabrikam', within, false],
  ['info@fabrikam.example', 'Fabrikam', firmToo, true],
  ['info@fabrikam.example', 'Example', firmToo, false],
  ['jane@x.example', '-', within, false],
  ['', 'Jane', within, false],
];

test('an address says a word by itself, within another, with its firm, or all words together', () => {
  for (const [address, text, saying, wanted] of cases) {
    assert.equal(addressSays(address, text, saying), wanted, `${address} ${text} ${saying.how}`);
  }
});

test('a question about another address between two others changes no answer', () => {
  const ask = (address: string) => addressSays(address, 'Jane', whole);
  assert.deepEqual(['jane@x.example', 'bob@x.example', 'jane@x.example'].map(ask), [
    true,
    false,
    true,
  ]);
});
