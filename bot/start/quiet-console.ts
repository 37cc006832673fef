import type { Log } from '../../src/log.ts';

/**
 * Keeps libraries off the console. botbuilder writes tokens' faults, keys and whole errors to it, and Node's warnings
 * may quote what a library was given. From here on the bot logs only the fact, and errors by the log's rules. Returns
 * the way to undo it.
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
  const warned = process.listeners('warning');
  const note = (error: Error) => log.debug('warning of node', { error });
  process.removeAllListeners('warning').on('warning', note);
  return () => {
    Object.assign(target, before);
    process.off('warning', note);
    for (const listener of warned) process.on('warning', listener);
  };
}
