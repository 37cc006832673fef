import type { WireEntry } from '../sandbox/tenant/world.ts';

/** The calls that Graph counts in its limit of writes, without the bot's subscription. */
export const writesAmong = (calls: readonly WireEntry[]): WireEntry[] =>
  calls.filter(
    ({ method, path }) => method !== 'GET' && !/checkMemberGroups|subscriptions|\$batch/.test(path),
  );

export const invitationsAmong = (calls: readonly WireEntry[]): WireEntry[] =>
  calls.filter(({ method, path }) => method === 'POST' && path.startsWith('/invitations'));

export const throttledAmong = (calls: readonly WireEntry[]): WireEntry[] =>
  calls.filter(({ status }) => status === 429);

export const momentOf = ({ at }: WireEntry): number => Date.parse(at);
