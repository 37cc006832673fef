/** Joins and cuts chunks into fragments of that many bytes. The last one may be shorter. */
export async function* inFragments(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < bytes) continue;
    const joined = Buffer.concat(waiting);
    let from = 0;
    for (; joined.length - from >= bytes; from += bytes) yield joined.subarray(from, from + bytes);
    waiting = [joined.subarray(from)];
    length = joined.length - from;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
