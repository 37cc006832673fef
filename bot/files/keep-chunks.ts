/** Keeps what a file gave so far, so that another reader can begin anew without a second download. */
export type KeptChunks = {
  /** From the beginning, keeping what passes. A reader that stops early leaves the rest unread. */
  first(): AsyncGenerator<Uint8Array>;
  /** The kept bytes, and then the rest. Nothing where the first reader took more bytes than are kept. */
  all(): AsyncGenerator<Uint8Array>;
  /** Ends the reading. */
  close(): Promise<void>;
};

/** A reader refuses a file for its headings, which stand at its beginning. */
const mostKept = 1_048_576;

/** Lets a stream be read by a second reader where the first one refuses its beginning. */
export function keepChunks(source: AsyncGenerator<Uint8Array>): KeptChunks {
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  async function* rest(keep: boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await source.next();
      if (next.done) return;
      if (keep) keepOne(next.value);
      yield next.value;
    }
  }
  function keepOne(chunk: Uint8Array): void {
    keptBytes += chunk.length;
    if (keptBytes > mostKept) kept.length = 0;
    else kept.push(chunk);
  }
  return {
    first: () => rest(true),
    async *all() {
      if (keptBytes > mostKept) return;
      yield* kept;
      yield* rest(false);
    },
    async close() {
      kept.length = 0;
      await source.return(undefined);
    },
  };
}
