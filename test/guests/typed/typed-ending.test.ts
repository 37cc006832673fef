import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TypedEnding } from '../../../src/guests/typed/typed-ending.ts';
import { readEnding } from './read-typed.ts';
import { known } from './typed-lines.ts';

const jane = 'jane@x.example';
const bob = 'bob@y.example';
const cleo = 'cleo@z.example';
const beacon = { project: 'Beacon' };
const until = '2027-01-31';
const id = '0b1f4e2c-0000-4000-8000-00000000000a';

/** Lines that people type after `revoke`, `extend`, `remove` and `restore`, in both languages. */
const lines: [
  line: string,
  who: string[],
  said: Pick<TypedEnding, 'project' | 'until'>,
  left?: string[],
][] = [
  [`${jane} from atlas`, [jane], { project: 'Atlas' }],
  [`${jane}, ${bob} from Beacon`, [jane, bob], beacon],
  [`${jane} and ${bob} from the Beacon project please`, [jane, bob], beacon],
  [`${jane}\n${bob}\nfrom beacon`, [jane, bob], beacon],
  [`Jane Doe <${jane}>; "Roe, Bob" <${bob}> from beacon`, [jane, bob], beacon],
  [`Jan van Dijk <${jane}> van beacon`, [jane], beacon],
  [`${jane} uit New Horizons`, [jane], { project: 'New Horizons' }],
  [`${jane} van "Beacon"`, [jane], beacon],
  [`de toegang van ${jane} tot beacon`, [jane], beacon],
  [`the access of ${jane} to beacon`, [jane], beacon],
  [`from beacon: ${jane}, ${bob}`, [jane, bob], beacon],
  [`${jane} from becon`, [jane], { project: 'becon' }],
  [`${jane}, ${jane.toUpperCase()} from beacon`, [jane], beacon],
  [jane, [jane], {}],
  [`${jane} in beacon until ${until}`, [jane], { ...beacon, until }],
  [`${jane} in beacon tot en met 31 januari 2027`, [jane], { ...beacon, until }],
  [`${jane} until January 31, 2027 in beacon`, [jane], { ...beacon, until }],
  [`${jane} in beacon t/m 31-01-2027`, [jane], { ...beacon, until }],
  [`${jane} in beacon 2027-01-31`, [jane], { ...beacon, until }],
  [`${jane} in beacon until the summer`, [jane], { ...beacon, until: 'the summer' }],
  [`${jane} in beacon until 2027-02-30`, [jane], { ...beacon, until: '2027-02-30' }],
  // A person whom the line does not mean keeps the access.
  [`${jane}, not ${bob}, from beacon`, [jane], beacon, [`not ${bob}`]],
  [`${jane}, not ${bob} and ${cleo} from beacon`, [jane], beacon, [`not ${bob}`, cleo]],
  [`${jane} uit beacon, behalve ${bob}`, [jane], beacon, [`behalve ${bob}`]],
  [`${jane} from beacon. Questions? Ask ${bob}`, [jane], beacon, [`Questions? Ask ${bob}`]],
  [`${jane} from beacon, her manager is ${bob}`, [jane], beacon, [`manager ${bob}`]],
  [
    `${jane} from beacon\nThanks, Alex\nalex@w.example`,
    [jane],
    beacon,
    ['Thanks, Alex alex@w.example'],
  ],
  // The first part of a Dutch verb, before the second or behind it.
  [`${jane} in uit beacon`, [jane], beacon],
  [`${jane} in van het project beacon`, [jane], beacon],
  [`${jane} uit beacon in`, [jane], beacon],
  [`in ${jane} uit beacon`, [jane], beacon],
  [`de toegang van ${jane} in tot beacon`, [jane], beacon],
  [`de toegang in van ${jane} tot beacon`, [jane], beacon],
  // An account by its object id.
  [id, [id], {}],
  [`${jane} and ${id.toUpperCase()}`, [jane, id.toUpperCase()], {}],
  [`${jane}, not ${id}`, [jane], {}, [`not ${id}`]],
];

/** Lines that name several projects or several last days. */
const several: [line: string, others: TypedEnding['others']][] = [
  [`${jane} from beacon and ${bob} from atlas`, { projects: ['Atlas'], untils: [] }],
  [`${jane} from beacon. ${bob} from atlas`, { projects: ['Atlas'], untils: [] }],
  [`${jane} from beacon\n${bob} from atlas`, { projects: ['Atlas'], untils: [] }],
  [`from beacon: ${jane}, from atlas: ${bob}`, { projects: ['Atlas'], untils: [] }],
  [`${jane} from beacon and atlas`, { projects: ['Atlas'], untils: [] }],
  [`${jane} from beacon, New Horizons, atlas`, { projects: ['New Horizons', 'Atlas'], untils: [] }],
  [`${jane} uit beacon en ${bob} uit atlas`, { projects: ['Atlas'], untils: [] }],
  [`${jane} in uit beacon en ${bob} in uit atlas`, { projects: ['Atlas'], untils: [] }],
  [`${jane} in uit beacon en ${bob} in uit atlsa`, { projects: ['atlsa'], untils: [] }],
  [`${jane} atlas`, { projects: ['Atlas'], untils: [] }],
  // A project that does not exist, for the guest before it.
  [`${jane} from beacon and ${bob} from atlsa`, { projects: ['atlsa'], untils: [] }],
  [`${jane} from beacon, ${bob} from atlsa, ${cleo}`, { projects: ['atlsa'], untils: [] }],
  [
    `${jane} in beacon until ${until} and ${bob} in atlas until 2027-02-28`,
    { projects: ['Atlas'], untils: ['2027-02-28'] },
  ],
  [
    `${jane} until ${until}, ${bob} tot en met 28 februari 2027 in beacon`,
    { projects: [], untils: ['2027-02-28'] },
  ],
  // The same project or day again, and words that name no other.
  [`${jane} from beacon and ${bob} from the Beacon project`, { projects: ['Beacon'], untils: [] }],
  [`${jane} in beacon until ${until} (31 January 2027)`, { projects: [], untils: [] }],
  [`${jane} in beacon until ${until}, so 31 January 2027`, { projects: [], untils: [] }],
  [`${jane} from beacon, not atlas`, { projects: [], untils: [] }],
  [`from beacon: ${jane} and ${bob} for the audit`, { projects: [], untils: [] }],
  [`${jane}, Jan van Dijk <${bob}> from beacon`, { projects: [], untils: [] }],
  [`from beacon: ${jane}, ${cleo}, Jan van Dijk <${bob}>`, { projects: [], untils: [] }],
  [`${jane} from beacon\nRegards, the Atlas team`, { projects: [], untils: [] }],
];

for (const [line, others] of several) {
  test(`the reader says what else is named in "${line.replaceAll('\n', ' / ')}"`, () => {
    assert.deepEqual(readEnding(line, known).others, others);
  });
}

for (const [line, who, said, left = []] of lines) {
  test(`somebody types "${line.replaceAll('\n', ' / ')}"`, () => {
    const { partners, leftOver, others: _, ...rest } = readEnding(line, known);
    assert.deepEqual(
      partners.map(({ address }) => address),
      who,
    );
    assert.deepEqual({ ...rest }, said);
    assert.deepEqual(leftOver, left);
  });
}

test('a number alone names a request, with or without its sign', () => {
  for (const line of ['#1042', '1042', ' # 1042 '])
    assert.equal(readEnding(line).requestId, 1042, line);
  assert.equal(readEnding(`#1042 ${jane}`).requestId, undefined);
});

test('a date with slashes means what this person writes, and stays as typed if nobody can know', () => {
  const line = `${jane} in beacon tot 02/03/2027`;
  assert.equal(readEnding(line, { ...known, dayFirst: true }).until, '2027-03-02');
  assert.equal(readEnding(line, known).until, '02/03/2027');
});

test('the reader takes each address of any text as meant, or names it as left over', () => {
  const word = fc.constantFrom(
    jane,
    bob,
    'from',
    'not',
    'beacon',
    'until',
    '2027-01-31',
    ',',
    '\n',
    'van',
    'Jane',
    'and',
    '.',
    '#12',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 15 }), (words) => {
      const { partners, leftOver } = readEnding(words.join(' '), known);
      const seen = [...partners.map(({ address }) => address), ...leftOver].join(' ');
      for (const address of words.filter((each) => each.includes('@')))
        assert.ok(seen.includes(address));
    }),
  );
});
