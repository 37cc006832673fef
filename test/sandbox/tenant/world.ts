import { patienceMs } from '../patience.ts';
import type { Deed, Directory, User } from './directory.ts';
import type { Knobs } from './knobs.ts';
import type { MadeBySetup } from './made-by-setup.ts';
import type { Slice } from './slice.ts';
import type { SlidingWindow } from './sliding-window.ts';

export type Mail = {
  to: string;
  cc: string | null;
  from: string;
  subject: string;
  language: string;
  sponsors: string[];
  redeemUrl: string;
  redirectUrl: string;
  ticket: string;
  userId: string;
  at: string;
};
export type Ticket = { userId: string; address: string; redirectUrl: string };
export type Subscription = {
  id: string;
  resource: string;
  changeType: string;
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expirationDateTime: string;
};
/** Status 0: the answer was lost, or the tenant has not sent it yet. */
export type WireEntry = {
  at: string;
  method: string;
  /** Path and query, decoded, without /v1.0. */
  path: string;
  body: unknown;
  status: number;
  /** For reads the tenant keeps only refusals. */
  answer?: unknown;
  requestId: string;
  inBatch: boolean;
};
export type Violation = { method: string; path: string; faults: string[] };
export type Delivery = { at: string; url: string; body: unknown; status: number };

export type FaultHow =
  | 'lost before'
  | 'lost after'
  | 'held before'
  | 'held after'
  /** The connection breaks off hard, as when a gateway between restarts. */
  | 'reset before'
  | 'reset after'
  | StatusFault;
/** `after`: the call had its effect, but the caller gets another answer. */
export type StatusFault = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  after?: boolean;
};
export type Fault = {
  method?: string;
  /** Tests the decoded path and query without /v1.0, such as /groups/…?$select=id. */
  path: RegExp;
  how: FaultHow;
  times?: number;
};

/** All state of the practice tenant. Its functions take it as first argument. */
export type World = {
  url: string;
  clock: () => Date;
  random: () => number;
  knobs: Knobs;
  directory: Directory;
  slice: Slice | undefined;
  mails: Mail[];
  tickets: Map<string, Ticket>;
  subscriptions: Map<string, Subscription>;
  requests: WireEntry[];
  violations: Violation[];
  unhandled: { method: string; path: string }[];
  deliveries: Delivery[];
  faults: { fault: Fault; left: number; gate: Promise<void> }[];
  gates: (() => void)[];
  /** The number of calls that wait at a gate. */
  held: number;
  /** Entra's log, the oldest entry first. */
  deeds: Deed[];
  windows: Record<'invitations' | 'writes' | 'signIns' | 'audits', SlidingWindow>;
  /** The things that set-up made here. */
  made: MadeBySetup;
  /** Delta tokens of an earlier epoch have expired. */
  deltaEpoch: number;
  freshRefusals: number;
  notificationSeq: number;
  /** Notifications on their way, and notifications that wait for one of them to end. */
  outgoing: { underWay: number; waiting: (() => Promise<void>)[] };
  timers: Set<NodeJS.Timeout>;
  listeners: Set<() => void>;
};

export const nowOf = (world: World): number => world.clock().getTime() + world.knobs.clockOffsetMs;
export const isoNow = (world: World): string => iso(nowOf(world));
/** Graph shows what an administrator's set-up makes after a lag. */
export const isSeen = (world: World, { createdAt }: { createdAt: number }): boolean =>
  nowOf(world) - createdAt >= world.knobs.lagMs.applications;
/** Graph writes whole seconds. */
export const iso = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** For our own logs, whose order matters. */
export const exactNow = (world: World): string => new Date(nowOf(world)).toISOString();

/** Wakes all callers of `until`. */
export function happened(world: World): void {
  for (const listener of [...world.listeners]) listener();
}

/** True when this kind of call sees the fresh object. */
export const arrived = (world: World, user: User, kind: keyof Knobs['lagMs']): boolean =>
  nowOf(world) - user.createdAt >= world.knobs.lagMs[kind];

/** A timer that ends with the tenant. */
export function later(world: World, ms: number, action: () => void): void {
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    action();
  }, ms);
  world.timers.add(timer);
}

export const pause = (world: World, ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => later(world, ms, resolve));

/** Resolves as soon as the predicate is true. Tries it again whenever something happens, and never polls. */
export function until(
  world: World,
  predicate: () => boolean,
  { timeoutMs = patienceMs }: { timeoutMs?: number } = {},
): Promise<void> {
  if (predicate()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!predicate()) return;
      finish();
      resolve();
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`the practice tenant waited ${timeoutMs} ms in vain for: ${predicate}`));
    }, timeoutMs);
    const finish = (): void => {
      clearTimeout(timer);
      world.listeners.delete(look);
    };
    world.listeners.add(look);
  });
}
