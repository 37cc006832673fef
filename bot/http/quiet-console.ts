import type { Log } from '../../src/log.ts';

/**
 * botbuilder writes tokens' faults, keys and whole errors to the console. From here on only the fact
 * is logged, and errors by the log's rules. Gives back the way to undo it.
 */
export function quietConsole(log: Pick<Log, 'debug'>): () => void {
  const methods = ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const;
  const target = globalThis.console;
  const before = Object.fromEntries(methods.map((method) => [method, target[method]]));
  for (const method of methods) {
    const write = (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      log.debug('library wrote to the console', { method, ...(error && { error }) });
    };
    Object.assign(target, { [method]: write });
  }
  return () => void Object.assign(target, before);
}
