import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasAddress } from '../../../src/guests/text/find-addresses.ts';
import { readAll } from '../read-all.ts';

const withoutAddresses: readonly (readonly [
  list: string,
  found: readonly string[],
  wrong: readonly number[],
])[] = [
  [
    'Persoon;Bereikbaar via\nJana Bos;tel. 0012345678\nJanb Bos;tel. 0112345678\nEls Smit;els@b.example\nTom Vos;tom@b.example',
    ['els@b.example', 'tom@b.example'],
    [2, 3],
  ],
  [
    'Name,Contact\nJan Bakker,\nEls Smit,els@b.example\nTom Vos,tom@b.example',
    ['els@b.example', 'tom@b.example'],
    [2],
  ],
  [
    'Gast,Bedrijf,Contact\nJan Bakker,Fabrikam,\nEls Smit,Northwind,els@b.example',
    ['els@b.example'],
    [2],
  ],
  [
    'wie;waar\nJan Bakker;jan(at)b.example\nKim Pol;kim(at)b.example\nEls Smit;els@b.example',
    ['els@b.example'],
    [2, 3],
  ],
  [
    'Jan Bakker;geen mail\nKim Pol;geen mail\nEls Smit;els@b.example\nTom Vos;tom@b.example',
    ['els@b.example', 'tom@b.example'],
    [1, 2],
  ],
  [
    'Jan Bakker;\nEls Smit;els@b.example\nTom Vos;tom@b.example',
    ['els@b.example', 'tom@b.example'],
    [1],
  ],
  [
    'Kontakt;Adressen;Grupp\nAnna Berg;;A\nBo Ek;;A\nCia Dal;cia@b.example;B\nDan Hed;dan@b.example;B',
    ['cia@b.example', 'dan@b.example'],
    [2, 3],
  ],
  [
    'Persoon;Contactgegevens;Soort\nJan Bakker;volgt nog;gast\nEls Smit;els@b.example;gast',
    ['els@b.example'],
    [2],
  ],
];
for (const [list, found, wrong] of withoutAddresses) {
  test(`people without an address above the first one stay rows: ${list.slice(0, 40).replaceAll('\n', ' / ')}`, async () => {
    const { rows, balance } = await readAll(list);
    const [good = [], bad = []] = [true, false].map((isGood) =>
      rows.filter(({ address }) => hasAddress(address) === isGood),
    );
    assert.deepEqual(
      good.map(({ address }) => address),
      found,
    );
    assert.deepEqual(
      bad.map(({ line }) => line),
      wrong,
    );
    assert.equal((balance?.read ?? 0) + (balance?.refused ?? 0), rows.length);
  });
}

test('a column of somebody else stays refused', async () => {
  const { refused } = await readAll(
    'Submitted by;Naam\nmax@b.example;Jane Doe\nmax2@b.example;Bob Roe',
  );
  assert.equal(refused?.code, 'no address column');
});
