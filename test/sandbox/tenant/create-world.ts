import { defaultKnobs, turnKnobs } from './knobs.ts';
import { nothingMade } from './made-by-setup.ts';
import { type Seed, seedDirectory } from './seed-directory.ts';
import { openSlice, slicePath } from './slice.ts';
import type { World } from './world.ts';

export type WorldOptions = {
  seed?: Partial<Seed>;
  clock?: () => Date;
  random?: () => number;
  /** Knobs that differ from the defaults; kindKnobs for a tenant without lag. */
  knobs?: object;
};

/** A practice tenant as it is before anything happens. */
export function createWorld(options: WorldOptions): World {
  const clock = options.clock ?? (() => new Date());
  const knobs = defaultKnobs();
  turnKnobs(knobs, options.knobs ?? {});
  return {
    url: '',
    clock,
    random: options.random ?? Math.random,
    knobs,
    directory: seedDirectory(options.seed ?? {}, clock().getTime()),
    slice: openSlice(slicePath(process.env)),
    mails: [],
    tickets: new Map(),
    subscriptions: new Map(),
    requests: [],
    violations: [],
    unhandled: [],
    deliveries: [],
    faults: [],
    gates: [],
    held: 0,
    deeds: [],
    windows: {
      invitations: { times: [] },
      writes: { times: [] },
      signIns: { times: [] },
      audits: { times: [] },
    },
    made: nothingMade(),
    deltaEpoch: 0,
    freshRefusals: 0,
    notificationSeq: 0,
    outgoing: { underWay: 0, waiting: [] },
    timers: new Set(),
    listeners: new Set(),
  };
}
