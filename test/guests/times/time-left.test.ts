import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timeLeft, windowSeconds } from '../../../src/guests/times/time-left.ts';

const cases: [left: number, ended: number, seconds: number, said: ReturnType<typeof timeLeft>][] = [
  [100, 0, 0, undefined],
  [100, 4, 10, undefined],
  [5, 100, 10, undefined],
  [100, 100, 30, { unit: 'moments', count: 1 }],
  [100, 100, 61, { unit: 'minutes', count: 2 }],
  [1000, 200, 100, { unit: 'minutes', count: 9 }],
  [10_000, 1000, 66, { unit: 'minutes', count: 15 }],
  [100_000, 1000, 60, { unit: 'hours', count: 2 }],
  [10_000, 100, 100, { unit: 'hours', count: 3 }],
];
for (const [left, ended, seconds, said] of cases) {
  test(`${left} left, ${ended} ended in ${seconds} s: ${said ? `${said.count} ${said.unit}` : 'nobody can tell'}`, () => {
    assert.deepEqual(timeLeft(left, { ended, seconds }), said);
  });
}

test("the time left is never shorter than Graph's limits allow, however quick the pace was", () => {
  assert.deepEqual(timeLeft(100, { ended: 2000, seconds: 150 }, 110), {
    unit: 'minutes',
    count: 2,
  });
});

const frees = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
for (const [what, calls, window, seconds] of [
  ['there is room', 5, { count: 10, seconds: 150, frees: frees(5) }, 0],
  ['nothing is left', 0, { count: 10, seconds: 150, frees: frees(10) }, 0],
  [
    'the last has to wait for the third before it',
    8,
    { count: 10, seconds: 150, frees: frees(5) },
    3,
  ],
  ['a whole window has to pass first', 15, { count: 10, seconds: 150, frees: frees(10) }, 155],
  ['later calls wait for those that go now', 25, { count: 10, seconds: 150, frees: [] }, 300],
] as const) {
  test(`the calls take their least time when ${what}`, () => {
    assert.equal(windowSeconds(calls, window), seconds);
  });
}

test('the time left is never shorter than the pace says, and never twice as long', () => {
  const seconds = { moments: 60, minutes: 60, hours: 3600 };
  fc.assert(
    fc.property(
      fc.integer({ min: 6, max: 50_000 }),
      fc.integer({ min: 5, max: 5000 }),
      (left, ended) => {
        const said = timeLeft(left, { ended, seconds: 300 });
        assert.ok(said !== undefined);
        const exact = (left / ended) * 300;
        const told = said.count * seconds[said.unit];
        assert.ok(told >= exact - 1e-6, `${told} < ${exact}`);
        assert.ok(said.unit === 'moments' || told < exact * 2, `${told} > ${exact}`);
      },
    ),
  );
});
