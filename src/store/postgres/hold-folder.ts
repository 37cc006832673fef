import { setTimeout } from 'node:timers/promises';
import type { FolderLock } from './folder-lock.ts';
import type { Look } from './look-at-server.ts';

export class DataFolderInUse extends Error {
  constructor(folder: string, options?: ErrorOptions) {
    super(
      `Another Guestlist is using the data folder ${folder}. One bot per folder: stop the other ` +
        'one, set DATA_DIR to another folder, or set DATABASE_URL to share one server.',
      options,
    );
    this.name = 'DataFolderInUse';
  }
}

/** The bot's hold on its data folder, over all the sessions that carry the lock one after the other. */
export type FolderHold = {
  /** False once another bot has the folder, or the server is gone. */
  isOurs(): boolean;
  /**
   * Releases the lock after `last` is done, so that nobody gets in before. Where the folder is no longer ours it does
   * nothing: the server is another bot's.
   */
  releaseAfter(last: () => Promise<void>): Promise<void>;
};

type Deps = {
  look: () => Promise<Look>;
  /** The error for a folder that another bot has. */
  inUse: (cause: Error) => Error;
  onTakenAgain: () => void;
  onLost: (error: Error) => void;
};

const pauseMs = 100;
/** The server may need a moment until it notices that our last session is over. */
const mostRefusals = 10;
/** A bot that stops waits no longer for a server that does not answer. */
const mostLooksAtEnd = 20;

/**
 * Keeps the lock. A session may end while the server is well: an administrator ends it, the server recovers from a
 * crash. Then the bot takes the lock on a new one.
 */
export function holdFolder(first: FolderLock, deps: Deps): FolderHold {
  let lock: FolderLock | undefined;
  let isOurs = true;
  let isEnding = false;
  let mending = Promise.resolve();

  function keep(held: FolderLock): void {
    lock = held;
    held.onLost((cause) => {
      lock = undefined;
      if (!isEnding) mending = takeAgain(cause).catch(() => lose(cause));
    });
  }

  function lose(error: Error): void {
    isOurs = false;
    deps.onLost(error);
  }

  async function takeAgain(cause: Error): Promise<void> {
    const seen = await lookUntilClear(deps.look, () => isEnding);
    if (seen?.kind === 'down') lose(cause);
    if (seen?.kind === 'taken') lose(deps.inUse(cause));
    if (seen?.kind !== 'held') return;
    keep(seen.lock);
    // The server is another one, at another port: nothing that this bot has open leads there.
    if (seen.lock.connectionString !== first.connectionString) deps.onLost(cause);
    else deps.onTakenAgain();
  }

  keep(first);
  return {
    isOurs: () => isOurs,
    async releaseAfter(last) {
      isEnding = true;
      await mending;
      if (!isOurs) return;
      await last();
      await lock?.release();
      isOurs = false;
    },
  };
}

/** Looks until the folder is ours, another bot's or without a server. Undefined: the bot ends before that. */
async function lookUntilClear(
  look: Deps['look'],
  isEnding: () => boolean,
): Promise<Look | undefined> {
  let refusals = 0;
  for (let looks = 0; !isEnding() || looks < mostLooksAtEnd; looks += 1) {
    const seen = await look();
    if (seen.kind === 'taken') refusals += 1;
    if (seen.kind === 'held' || seen.kind === 'down' || refusals === mostRefusals) return seen;
    await setTimeout(pauseMs);
  }
  return undefined;
}
