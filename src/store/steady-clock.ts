import type { PgBoss } from 'pg-boss';

type BossClock = NonNullable<Exclude<ConstructorParameters<typeof PgBoss>[0], string>['clock']>;

/**
 * A clock that adds the time passed to the time of the start: nobody's deadline moves when somebody sets the machine's
 * clock.
 */
export function steadyClock(): BossClock {
  const start = Date.now() - performance.now();
  return {
    now: () => start + performance.now(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(Number(timer)),
    setInterval: (run, ms) => setInterval(run, ms),
    clearInterval: (timer) => clearInterval(Number(timer)),
  };
}
