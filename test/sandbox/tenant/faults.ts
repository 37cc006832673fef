import type { Call } from './graph-call.ts';
import { shownPath } from './graph-call.ts';
import { isDirectoryWrite } from './routes.ts';
import type { Fault, FaultHow, World } from './world.ts';

/** `gate` opens when the tenant lets held calls go. */
export type Trouble = { how: FaultHow; gate: Promise<void>; ordered: boolean };

export function failNext(world: World, fault: Fault): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  world.gates.push(resolve);
  world.faults.push({ fault, left: fault.times ?? 1, gate: promise });
}

/** The fault that a test or the page ordered for this call. */
export function orderedFault(world: World, call: Call): Trouble | undefined {
  const ordered = world.faults.find(({ fault }) => meant(fault, call));
  if (ordered === undefined) return undefined;
  ordered.left--;
  if (ordered.left <= 0) world.faults.splice(world.faults.indexOf(ordered), 1);
  return { how: ordered.fault.how, gate: ordered.gate, ordered: true };
}

/** The fault of this call, if any: an ordered one, or a random one. */
export function faultFor(world: World, call: Call): Trouble | undefined {
  const ordered = orderedFault(world, call);
  if (ordered !== undefined) return ordered;
  const { before, after, writesOnly } = world.knobs.lost;
  if (writesOnly && (!isDirectoryWrite(call) || call.path === '/$batch')) return undefined;
  const dice = { gate: Promise.resolve(), ordered: false };
  if (before > 0 && world.random() < before) return { how: 'lost before', ...dice };
  return after > 0 && world.random() < after ? { how: 'lost after', ...dice } : undefined;
}

const meant = (fault: Fault, call: Call): boolean =>
  (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
  shownPath(call).search(fault.path) !== -1;

/** Opens the gates of all faults ordered so far: for calls that wait there, and for calls still to come. */
export function release(world: World): void {
  for (const open of world.gates.splice(0)) open();
}
