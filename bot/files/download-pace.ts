/** How long a download may take. The time of our own work in between does not count. */
export type Pace = {
  /** Longest wait for the next bytes. */
  restMs: number;
  /** Longest wait in all. */
  wholeMs: number;
  /** Fewest bytes a second, counted once the first `restMs` have been waited. */
  bytesPerSecond: number;
};

/** A download came too slowly, or never ended. */
export class TooSlow extends Error {
  constructor() {
    super('The download came too slowly');
    this.name = 'TooSlow';
  }
}

/** Passes the bytes on. Throws TooSlow once they come too slowly. `now` counts milliseconds. */
export async function* steady(
  chunks: AsyncIterable<Uint8Array>,
  pace: Pace,
  now: () => number,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  let waited = 0;
  let bytes = 0;
  try {
    for (;;) {
      const since = now();
      const next = await inTime(source.next(), pace.restMs);
      waited += now() - since;
      if (next.done) return;
      bytes += next.value.length;
      const dripping = waited > pace.restMs && bytes < (waited / 1000) * pace.bytesPerSecond;
      if (dripping || waited > pace.wholeMs) throw new TooSlow();
      yield next.value;
    }
  } finally {
    // Not awaited: a source that hangs would hang here too.
    source.return?.().catch(() => undefined);
  }
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TooSlow()), ms);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
