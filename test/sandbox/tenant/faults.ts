import type { Call } from './graph-call.ts';
import { shownPath } from './graph-call.ts';
import type { Fault, FaultHow, World } from './world.ts';
import { happened } from './world.ts';

export function failNext(world: World, fault: Fault): void {
  world.faults.push({ fault, left: fault.times ?? 1 });
}

/** What is to go wrong with this call, if anything: a fault ordered for it, or the dice. */
export function faultFor(world: World, call: Call): FaultHow | undefined {
  const ordered = world.faults.find(({ fault }) => meant(fault, call));
  if (ordered) {
    ordered.left--;
    if (ordered.left <= 0) world.faults.splice(world.faults.indexOf(ordered), 1);
    return ordered.fault.how;
  }
  const { before, after } = world.knobs.lost;
  if (before > 0 && world.random() < before) return 'lost before';
  return after > 0 && world.random() < after ? 'lost after' : undefined;
}

const meant = (fault: Fault, call: Call): boolean =>
  (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
  shownPath(call).search(fault.path) !== -1;

/** Waits until the tenant's release() lets all held calls go. */
export function held(world: World): Promise<void> {
  return new Promise((resolve) => {
    world.held.push(resolve);
    happened(world);
  });
}

export function release(world: World): void {
  for (const go of world.held.splice(0)) go();
}
