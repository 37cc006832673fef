/** Makes all calls, at most `atOnce` at a time. The first failure rejects. */
export async function severalAtOnce<T>(
  atOnce: number,
  calls: readonly T[],
  make: (call: T) => Promise<void>,
): Promise<void> {
  const left = calls.values();
  async function work(): Promise<void> {
    for (const call of left) await make(call);
  }
  await Promise.all(Array.from({ length: atOnce }, work));
}
