import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type OpenDigest,
  planTelling,
  planWaiting,
  type Told,
} from '../../../src/guests/times/alert-times.ts';

const baseMs = 15_000;
const at = (ms: number) => new Date(Date.UTC(2026, 2, 2, 9) + ms);

test('the first alert goes at once, and a digest gathers the others until the window ends', () => {
  const { alone, rest } = planTelling(at(0), 5, {}, baseMs);
  assert.equal(alone, true);
  assert.deepEqual(rest, { into: 'new digest', dueAt: at(15_000), windowMs: baseMs, gained: 4 });
});

test('a digest gathers alerts within the window, and after a quiet window the next alert goes alone', () => {
  const told: Told = { alone: { at: at(0), shown: true } };
  const soon = planTelling(at(5_000), 1, told, baseMs);
  assert.deepEqual(soon, {
    alone: false,
    rest: { into: 'new digest', dueAt: at(15_000), windowMs: baseMs, gained: 1 },
  });
  assert.deepEqual(planTelling(at(15_000), 1, told, baseMs), { alone: true, rest: undefined });
});

const digest = { openedAt: at(0), dueAt: at(15_000), windowMs: baseMs, gained: 3, shown: false };

test('an alert joins an open digest, and opens no second one', () => {
  const before = planTelling(at(10_000), 2, { digest }, baseMs);
  assert.deepEqual(before.rest, {
    into: 'open digest',
    dueAt: at(15_000),
    windowMs: baseMs,
    gained: 5,
  });
  const after = planTelling(at(20_000), 2, { digest: { ...digest, shown: true } }, baseMs);
  assert.deepEqual(after.rest, {
    into: 'open digest',
    dueAt: at(30_000),
    windowMs: baseMs,
    gained: 2,
  });
  const quiet = planTelling(at(30_000), 1, { digest: { ...digest, shown: true } }, baseMs);
  assert.equal(quiet.alone, true);
});

test('under load the window grows to a minute and no further', () => {
  let open = { ...digest, gained: 100, shown: true };
  const windows = [];
  for (let n = 0; n < 4; n += 1) {
    const { rest } = planTelling(new Date(open.dueAt.getTime() + 1), 100, { digest: open }, baseMs);
    assert.equal(rest?.into, 'open digest');
    windows.push(rest.windowMs);
    open = { ...open, ...rest, shown: true };
  }
  assert.deepEqual(windows, [30_000, 60_000, 60_000, 60_000]);
});

test('while Teams is away, the message that it has not taken yet gathers all alerts', () => {
  const stuck: Told = { digest };
  assert.equal(planTelling(at(3_600_000), 7, stuck, baseMs).rest?.into, 'open digest');
  const alone: Told = { alone: { at: at(0), shown: false } };
  const first = planTelling(at(3_600_000), 7, alone, baseMs);
  assert.equal(first.alone, false);
  assert.equal(first.rest?.into, 'new digest');
});

test('the bot does not update a digest that is a quarter of an hour old', () => {
  const dueAt = at(15 * 60_000 - 5_000);
  const old = { ...digest, dueAt, shown: true };
  assert.equal(planTelling(at(15 * 60_000), 2, { digest: old }, baseMs).rest?.into, 'new digest');
});

test('several late alerts go at once in one digest, and none goes alone', () => {
  const digestNow = { into: 'new digest', dueAt: at(0), windowMs: baseMs, gained: 3 };
  const missed = { count: 3, since: at(-1_000), missed: true };
  assert.deepEqual(planWaiting(at(0), missed, {}, baseMs), { alone: false, rest: digestNow });
  const old = { count: 3, since: at(-16_000), missed: false };
  assert.deepEqual(planWaiting(at(0), old, {}, baseMs), { alone: false, rest: digestNow });
  const fresh = { count: 3, since: at(-1_000), missed: false };
  assert.equal(planWaiting(at(0), fresh, {}, baseMs).alone, true);
  const one = { ...missed, count: 1 };
  assert.deepEqual(planWaiting(at(0), one, {}, baseMs), { alone: true, rest: undefined });
  const told: Told = { alone: { at: at(-5_000), shown: true } };
  assert.deepEqual(planWaiting(at(0), missed, told, baseMs), planTelling(at(0), 3, told, baseMs));
});

/** The messages that a place gets when Teams takes each of them at once. */
function play(arrivals: readonly number[]): { at: number; count: number }[] {
  const sent: { at: number; count: number }[] = [];
  let alone: number | undefined;
  let open: OpenDigest | undefined;
  let due: number | undefined;
  const flush = (now: number) => {
    if (due === undefined || due > now) return;
    sent.push({ at: due, count: 0 });
    due = undefined;
  };
  for (const now of arrivals) {
    flush(now);
    const told: Told = {
      alone: alone === undefined ? undefined : { at: at(alone), shown: true },
      digest: open && { ...open, shown: due === undefined },
    };
    const plan = planTelling(at(now), 1, told, baseMs);
    assert.notEqual(plan.alone, plan.rest !== undefined, 'one place for one alert');
    if (plan.alone) {
      alone = now;
      sent.push({ at: now, count: 1 });
      continue;
    }
    assert.ok(plan.rest);
    const openedAt = plan.rest.into === 'open digest' && open ? open.openedAt : at(now);
    open = { ...plan.rest, openedAt };
    due = open.dueAt.getTime() - at(0).getTime();
  }
  flush(Number.MAX_SAFE_INTEGER);
  return sent;
}

test('for any alerts, a place gets two messages in the first window and one in each further one', () => {
  const gaps = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 90_000 })),
    {
      minLength: 1,
      maxLength: 200,
    },
  );
  fc.assert(
    fc.property(gaps, (some) => {
      let now = 0;
      const arrivals = some.map((gap) => (now += gap));
      const sent = play(arrivals).map((message) => message.at);
      for (const [index, moment] of sent.entries()) {
        const before = sent[index - 1];
        if (before !== undefined) assert.ok(moment - before >= baseMs, `${before} ${moment}`);
      }
      const last = Math.max(...arrivals);
      assert.ok((sent.at(-1) ?? 0) >= last || sent.length > 0);
      assert.ok((sent.at(-1) ?? 0) <= last + 60_000, 'nobody waits for more than a minute');
    }),
  );
});

test('an alert that was told by a clock that was set back since delays no other', () => {
  for (const ahead of [3_600_000, 30 * 86_400_000]) {
    const alone = { at: at(ahead), shown: true };
    assert.deepEqual(planTelling(at(0), 1, { alone }, baseMs), { alone: true, rest: undefined });
    const waiting = planTelling(at(0), 2, { alone: { ...alone, shown: false } }, baseMs);
    assert.ok((waiting.rest?.dueAt ?? at(ahead)) <= at(baseMs));
  }
});
