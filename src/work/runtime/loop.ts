import type { Clock } from './work-deps.ts';

export type Loop = { wake(): void; stop(): Promise<void> };

/**
 * Runs `turn` again and again: at once while it returns `more`, otherwise when woken or after `idleMs`. The rows say
 * what is due, so a lost wake-up costs a moment and never the work. The loop reports a turn that throws, and runs it
 * again after `idleMs`, however often somebody wakes the loop meanwhile: while a database is gone each turn fails at
 * once, and would take a whole core. `restMs`, where it is given, stands for `idleMs` between turns that found nothing:
 * somebody else looks what is due and wakes the loop.
 */
export function startLoop(
  deps: { clock: Clock; restMs?: number | undefined; onError: (error: unknown) => void },
  idleMs: number,
  turn: (signal: AbortSignal) => Promise<'more' | 'idle'>,
): Loop {
  const end = new AbortController();
  let nap = new AbortController();
  let woken = false;

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      woken = false;
      const next = await turn(end.signal).catch((error: unknown) => {
        deps.onError(error);
        return 'failed' as const;
      });
      if (next === 'more' || (woken && next === 'idle') || end.signal.aborted) continue;
      if (next === 'failed') await deps.clock.sleep(idleMs, end.signal);
      else {
        nap = new AbortController();
        const wakers = AbortSignal.any([nap.signal, end.signal]);
        await deps.clock.sleep(deps.restMs ?? idleMs, wakers);
      }
    }
  }

  const running = run();
  return {
    wake() {
      woken = true;
      nap.abort();
    },
    async stop() {
      end.abort();
      await running;
    },
  };
}
