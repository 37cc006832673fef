import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress } from '../../../src/guests/text/address.ts';
import { readAll } from '../read-all.ts';

const rows = [
  '"jane@fabrikam.example","Jane Doe","beacon","nl"',
  '"bob@fabrikam.example","Bob Roe","beacon","nl"',
];

for (const first of [
  `p1@fabrikam.example"ail","name","proje',"language"`,
  `p1@fabrikam.exa"mple,"Pia, Poe","beacon,nl"`,
  `"p1@fabri"kam.example,"Pia Poe",beacon,"nl"`,
]) {
  test(`the reader joins no two words over a stray quotation mark: ${first}`, async () => {
    const { rows: read } = await readAll([first, ...rows].join('\n'));
    const valid = read.flatMap(({ address }) => {
      const each = readAddress(address);
      return each.ok ? [each.address] : [];
    });
    assert.deepEqual(valid, ['jane@fabrikam.example', 'bob@fabrikam.example']);
  });
}
