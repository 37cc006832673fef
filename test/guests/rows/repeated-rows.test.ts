import assert from 'node:assert/strict';
import { test } from 'node:test';
import { always, checkRows, context, optional, optionalApp, partner } from './atlas-rows.ts';

test('a row that repeats a partner with another last day or other access is wrong, and says so', () => {
  const until = '2027-01-31';
  const said = [
    partner({ line: 2, until }),
    partner({ line: 3, until: '31-01-2027', groups: [always ?? ''] }),
    partner({ line: 4, until: '2027-02-28' }),
    partner({ line: 5 }),
    partner({ line: 6, until, groups: [optional ?? ''] }),
    partner({ line: 7, applications: [optionalApp ?? ''] }),
  ];
  const rows = checkRows(said, context);
  assert.deepEqual(
    rows.map(({ skipped, problems: [problem] }) => skipped?.code ?? problem?.values?.what),
    [undefined, 'duplicate', 'until', 'until', 'access', 'both'],
  );
  assert.ok(rows.slice(2).every(({ problems: [problem] }) => problem?.values?.line === 2));
  const chosen = checkRows(said.slice(0, 1).concat(said[3] ?? []), {
    ...context,
    chosen: { until },
  });
  assert.equal(chosen[1]?.skipped?.code, 'duplicate');
});

test('a row that repeats a partner with another name is left out, and says that name', () => {
  const names = ['Jane Doe', 'Doe, Jane', 'JANE DOE', undefined, 'Janet Poe'];
  const said = names.map((displayName, index) =>
    partner({ line: index + 2, ...(displayName === undefined ? {} : { displayName }) }),
  );
  assert.deepEqual(
    checkRows(said, context).map(({ skipped }) => skipped?.values),
    [
      undefined,
      { line: 2 },
      { line: 2 },
      { line: 2 },
      { line: 2, name: 'Janet Poe', renamed: 'yes' },
    ],
  );
});
