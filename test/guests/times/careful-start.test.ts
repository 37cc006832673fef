import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginningOf, trialVerdict } from '../../../src/guests/times/careful-start.ts';

const beginnings: [partners: number, begins: ReturnType<typeof beginningOf>][] = [
  [1, { bulk: false, trial: null }],
  [19, { bulk: false, trial: null }],
  [20, { bulk: true, trial: null }],
  [49, { bulk: true, trial: null }],
  [50, { bulk: true, trial: 10 }],
  [10_000, { bulk: true, trial: 10 }],
];
for (const [partners, begins] of beginnings) {
  test(`a request of ${partners} partners ${begins.bulk ? 'gives way' : 'goes first'} and begins with ${begins.trial ?? 'all'}`, () => {
    assert.deepEqual(beginningOf(partners), begins);
  });
}

const verdicts: [tried: number, refused: number, verdict: ReturnType<typeof trialVerdict>][] = [
  [0, 0, 'wait'],
  [7, 0, 'wait'],
  [8, 0, 'go on'],
  [8, 1, 'wait'],
  [9, 1, 'go on'],
  [9, 2, 'wait'],
  [10, 0, 'go on'],
  [10, 2, 'go on'],
  [3, 3, 'hold'],
  [10, 3, 'hold'],
  [10, 10, 'hold'],
];
for (const [tried, refused, verdict] of verdicts) {
  test(`${tried} tried and ${refused} refused: ${verdict}`, () => {
    assert.equal(trialVerdict({ tried, refused }), verdict);
  });
}
