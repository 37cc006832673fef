import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { watchClock } from '../../bot/start/watch-clock.ts';

/** A clock that a test sets, beside a moment that never goes back. Says at which moments the bot mended. */
function watched(fails: number) {
  let [moment, ahead] = [0, 0];
  const tried: number[] = [];
  const stop = watchClock({
    now: () => new Date(moment + ahead),
    moment: () => moment,
    onBack: () => undefined,
    async mend() {
      tried.push(moment / 1_000);
      if (tried.length <= fails) throw new Error('The line was cut');
    },
  });
  return {
    tried,
    stop,
    setBack: (seconds: number) => {
      ahead -= seconds * 1_000;
    },
    async pass(seconds: number) {
      for (let n = 0; n < seconds; n += 1) {
        moment += 1_000;
        mock.timers.tick(1_000);
        await Promise.resolve().then(() => undefined);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

test('after a clock was set back the bot mends until it succeeds, and once more for what was under way', async (t) => {
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  const clock = watched(2);
  await clock.pass(10);
  assert.deepEqual(clock.tried, [], 'nobody has set it back');
  clock.setBack(3_600);
  await clock.pass(300);
  assert.deepEqual(clock.tried, [11, 12, 13, 81]);
  clock.stop();
});

test('a clock that is set back during a mend is mended anew', async (t) => {
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  const clock = watched(1);
  clock.setBack(60);
  await clock.pass(1);
  clock.setBack(60);
  await clock.pass(300);
  assert.deepEqual(clock.tried, [1, 2, 72]);
  clock.stop();
});
