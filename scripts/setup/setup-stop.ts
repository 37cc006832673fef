type Told = {
  /** The administrator stops set-up while it makes things. */
  making: () => void;
  /** The administrator stops set-up before it has made anything. Set-up ends after that. */
  before: () => void;
};

/** What a shell expects of a command that Ctrl-C ended. */
const interrupted = 130;

/**
 * Ends set-up at Ctrl-C or SIGTERM. While it makes things, it finishes the call under way and writes it down first, so
 * that nothing is left half done. A second Ctrl-C ends it at once.
 */
export function createStop(told: Told) {
  let state: 'before' | 'making' | 'stopping' = 'before';
  const onSignal = () => {
    if (state === 'before') told.before();
    if (state !== 'making') process.exit(interrupted);
    state = 'stopping';
    told.making();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    making() {
      if (state === 'before') state = 'making';
    },
    hasBegun: () => state !== 'before',
    isStopping: () => state === 'stopping',
    /** Nothing is left to finish. */
    over() {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
