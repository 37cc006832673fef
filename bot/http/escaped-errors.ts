import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from '../../src/log.ts';

/** How a request under way is ended from outside its handler. */
export type Ending = { correlationId: string; end(): void };

export type Escapes = {
  /** Runs the handling of one request. What escapes it, now or later, ends this request alone. */
  contain(ending: Ending, handle: () => void): void;
  /** How many have escaped so far. */
  count(): number;
  /** From here on Node does again what it does with what nobody caught. */
  stop(): void;
};

type Deps = {
  log: Pick<Log, 'error'>;
  /** Something that belongs to no request was caught by nobody. */
  onFatal: () => void;
};

/**
 * The last net. Node would end the process at whatever nobody caught, and write it to standard error with all that its
 * message quotes of a peer. The text of what is caught here goes nowhere.
 */
export function catchEscapes({ log, onFatal }: Deps): Escapes {
  const requests = new AsyncLocalStorage<Ending>();
  let escaped = 0;

  function end({ correlationId, end: endRequest }: Ending, error: unknown): void {
    escaped += 1;
    log.error('request escaped its handler', { error, correlationId });
    endRequest();
  }

  /** Also for a rejection that nobody took: Node hands it over here. */
  function onUncaught(error: unknown): void {
    const request = requests.getStore();
    if (request !== undefined) end(request, error);
    else {
      log.error('nobody caught it', { error });
      onFatal();
    }
  }

  process.on('uncaughtException', onUncaught);
  return {
    contain(ending, handle) {
      requests.run(ending, () => {
        try {
          handle();
        } catch (error) {
          end(ending, error);
        }
      });
    },
    count: () => escaped,
    stop: () => void process.off('uncaughtException', onUncaught),
  };
}
