import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showsSilence, sweepEveryMs } from '../../../src/guests/times/sweep-times.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 9, minutes));
const patienceMs = 10 * 60_000;
const rounds = { since: at(0), last: at(30) };
const found = { changedAt: at(10), heardAt: null, sweptAt: at(25) };

test('a redemption that only the sweep found shows that delta is silent', () => {
  assert.equal(showsSilence(found, rounds, patienceMs), true);
  assert.equal(showsSilence({ ...found, heardAt: at(5) }, rounds, patienceMs), true);
});

test('a redemption shows nothing about delta if another source named the guest, or if delta may not have come to it yet', () => {
  const shows = (changes: Partial<typeof found> | { heardAt: Date }, of = rounds) =>
    showsSilence({ ...found, ...changes }, of, patienceMs);
  assert.equal(shows({ heardAt: at(11) }), false);
  assert.equal(shows({ sweptAt: at(9) }), false, 'that sweep was before it');
  assert.equal(shows({}, { ...rounds, last: at(19) }), false, 'Graph may still be late');
  assert.equal(shows({}, { ...rounds, since: at(11) }), false, 'the link began after it');
  assert.equal(showsSilence(found, undefined, patienceMs), false);
  assert.equal(showsSilence({ ...found, sweptAt: null }, rounds, patienceMs), false);
});

test('while delta is silent the bot sweeps as often, less often for long lists, never less than before', () => {
  const every = { pollMs: 300_000, sweepMs: 86_400_000 };
  assert.equal(sweepEveryMs(every, { silent: false, pages: 1 }), every.sweepMs);
  assert.equal(sweepEveryMs(every, { silent: true, pages: 1 }), every.pollMs);
  assert.equal(sweepEveryMs(every, { silent: true, pages: 400 }), 400_000);
  assert.equal(sweepEveryMs({ ...every, sweepMs: 60_000 }, { silent: true, pages: 1 }), 60_000);
});
