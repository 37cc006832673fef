/**
 * Callers of the same moment share one statement: what comes in while one is being carried out goes together with the
 * next. `carryOut` answers with what tells the result of each item. Where several fail together each is tried alone,
 * so that one that cannot be carried out takes no other along.
 */
export function together<T, R>(
  carryOut: (items: readonly T[]) => Promise<(item: T) => R>,
): (item: T) => Promise<R> {
  type Waiting = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let isBusy = false;

  async function serve(batch: readonly Waiting[]): Promise<void> {
    try {
      const resultOf = await carryOut(batch.map(({ item }) => item));
      for (const { item, resolve } of batch) resolve(resultOf(item));
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      for (const each of batch) await serve([each]);
    }
  }

  async function serveAll(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length > 0) await serve(waiting.splice(0, mostAtOnce));
    isBusy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void serveAll();
    });
}

/** So that a transaction stays short whatever the heap. */
const mostAtOnce = 200;
