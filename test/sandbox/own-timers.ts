/**
 * From now on keeps in mind every timer of the program and its libraries, Node's own excepted. `clear` ends those that
 * still run, as the end of a process would.
 */
export function ownTimers(): { clear(): void } {
  const running = new Set<NodeJS.Timeout>();
  const { setTimeout, setInterval } = globalThis;
  function once(run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) {
    const timer = setTimeout(() => {
      running.delete(timer);
      run(...args);
    }, ms);
    running.add(timer);
    return timer;
  }
  function again(run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) {
    const timer = setInterval(run, ms, ...args);
    running.add(timer);
    return timer;
  }
  // With what belongs to it: the form for `promisify`.
  Object.assign(globalThis, {
    setTimeout: Object.assign(once, setTimeout),
    setInterval: Object.assign(again, setInterval),
  });
  return {
    clear() {
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
