import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMarks } from '../../../src/guests/marks/judge-cells.ts';
import { markOfTitle } from '../../../src/guests/marks/marked-titles.ts';
import { readAll } from '../read-all.ts';

const problemsIn = async (list: string) =>
  (await readAll(list)).rows.map(({ problems }) => problems.map(({ code }) => code));

for (const [heading, yes, no] of [
  ['Invite', '1', '0'],
  ['Uitnodigen', '1', '0'],
  ['Aanwezig', '1', '0'],
  ['Approved', 'yes', 'not yet'],
  ['Goedgekeurd', 'ja', 'nog niet'],
  ['Freigabe', 'ja', 'noch nicht'],
] as const) {
  test(`a row is refused whose column answers ${heading} with ${no}`, async () => {
    const list = `email,${heading}\njane@x.example,${yes}\nbob@x.example,${no}`;
    assert.deepEqual(await problemsIn(list), [[], ['state denies']]);
  });
}

test('a nought among numbers counts something, and refuses nobody', async () => {
  const list = 'email,Coming\njane@x.example,3\nbob@x.example,0\nann@x.example,1';
  assert.deepEqual(await problemsIn(list), [[], [], []]);
});

test('a state with a reason behind it takes the person back', () => {
  const markIn = startMarks();
  for (const cell of [
    'Do not invite, has left',
    'Do not invite - moved',
    'Niet uitnodigen (uit dienst)',
    'Left the company (May)',
    'Declined: no time',
    'Geannuleerd (ziek)',
  ])
    assert.equal(markIn('Status', cell), 'denied', cell);
  for (const cell of ['Declined, but coming for lunch', 'Do not mail (newsletter)'])
    assert.equal(markIn('Status', cell), 'doubtful', cell);
});

test('a title that orders to leave people out takes them back, with words for them too', () => {
  for (const title of [
    'Skip these:',
    'Remove these:',
    'Niet deze mensen:',
    'Except the following:',
    'Exclude the following people:',
    'Nicht diese:',
    'Sauf ces personnes:',
    'Skip guests:',
    'Do not invite (left)',
  ])
    assert.equal(markOfTitle(title), 'denied', title);
  for (const title of ['Not invited yet:', 'No names:', 'Pas invités:', 'Zonder licentie:'])
    assert.notEqual(markOfTitle(title), 'denied', title);
});
