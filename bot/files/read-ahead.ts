/**
 * Passes the bytes on. Takes them as they come and keeps up to so many until the reader asks. A slow reader alone would
 * let the connection rest: a server closes such a connection and loses the bytes under way.
 */
export async function* readAhead(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const kept: Uint8Array[] = [];
  let bytes = 0;
  let over = false;
  let wake = () => {};
  const change = () => new Promise<void>((resolve) => (wake = resolve));
  let changed = change();
  const tell = () => {
    wake();
    changed = change();
  };

  async function fill(): Promise<void> {
    while (!over) {
      const next = await source.next();
      if (next.done) return;
      kept.push(next.value);
      bytes += next.value.length;
      tell();
      while (bytes > mostBytes && !over) await changed;
    }
  }

  const filling = fill().finally(() => {
    over = true;
    tell();
  });
  filling.catch(() => undefined);
  try {
    for (;;) {
      const chunk = kept.shift();
      if (chunk !== undefined) {
        bytes -= chunk.length;
        tell();
        yield chunk;
      } else if (over) {
        return await filling;
      } else {
        await changed;
      }
    }
  } finally {
    over = true;
    tell();
    // Not awaited: a source that hangs would hang here too.
    source.return?.().catch(() => undefined);
  }
}
