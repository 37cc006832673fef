/** Counts calls. A test can wait for a number of them. */
export function countCalls() {
  let calls = 0;
  let waiting: { count: number; tell: () => void }[] = [];
  return {
    calls: () => calls,
    call() {
      calls += 1;
      for (const { count, tell } of waiting) if (calls >= count) tell();
      waiting = waiting.filter(({ count }) => calls < count);
    },
    reaches: (count: number) =>
      new Promise<void>((tell) => {
        if (calls >= count) tell();
        else waiting.push({ count, tell });
      }),
  };
}
