import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from '../../src/log.ts';

/** Ends a request under way from outside its handler. */
export type Ending = { correlationId: string; end(): void };

export type Escapes = {
  /** Runs the handling of one request. An error that escapes it, now or later, ends this request alone. */
  contain(ending: Ending, handle: () => void): void;
  /** How many have escaped so far. */
  count(): number;
  /** Hands uncaught errors back to Node. */
  stop(): void;
};

type Deps = {
  log: Pick<Log, 'error'>;
  /** Called for an uncaught error that belongs to no request. */
  onFatal: () => void;
};

/**
 * Catches errors that escape their handlers. Node would end the process at such an error, and write its message, which
 * may quote a peer, to standard error. The bot writes the message nowhere.
 */
export function catchEscapes({ log, onFatal }: Deps): Escapes {
  const requests = new AsyncLocalStorage<Ending>();
  let escaped = 0;

  function end({ correlationId, end: endRequest }: Ending, error: unknown): void {
    escaped += 1;
    log.error('request escaped its handler', { error, correlationId });
    endRequest();
  }

  /** Node calls it for rejections that nobody handles, too. */
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
