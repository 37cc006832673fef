const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves at Ctrl-C, or when the terminal closes. A second Ctrl-C ends this process at once. The bot then stops by
 * itself.
 */
export function stoppedByPerson(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    });
  }
  return promise;
}
