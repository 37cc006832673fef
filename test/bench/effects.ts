import { given } from './partners.ts';
import type { TenantView } from './tenant-view.ts';

/** The state of each address in the tenant itself, not in the bot's words. */
export type Effects = {
  accounts: ReadonlyMap<string, number>;
  mails: ReadonlyMap<string, number>;
  inGroup: ReadonlySet<string>;
  /** The number of the application's assignments of each address. */
  roles: ReadonlyMap<string, number>;
};

export async function effectsIn(tenant: TenantView): Promise<Effects> {
  const [{ guests, groups, applications }, mails] = await Promise.all([
    tenant.state(),
    tenant.mails(),
  ]);
  const addressOf = new Map(guests.map(({ id, mail }) => [id, mail ?? '']));
  const named = (ids: readonly string[]) => ids.flatMap((id) => addressOf.get(id) ?? []);
  const members = groups.find(({ id }) => id === given.group)?.members ?? [];
  const assigned = applications.find(({ id }) => id === given.application)?.assignments ?? [];
  return {
    accounts: tally(guests.map(({ mail }) => mail ?? '')),
    mails: tally(mails.map(({ to }) => to)),
    inGroup: new Set(named(members.map(({ id }) => id))),
    roles: tally(named(assigned.map(({ principalId }) => principalId))),
  };
}

export function tally<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export type Wanted = { addresses: readonly string[]; access: 'group' | 'group and role' };

/** The addresses that have an account and all the access. */
export function served(effects: Effects, { addresses, access }: Wanted): string[] {
  return addresses.filter(
    (address) =>
      effects.accounts.get(address) === 1 &&
      effects.inGroup.has(address) &&
      (access === 'group' || effects.roles.get(address) === 1),
  );
}

/** The numbers of addresses with several mails, accounts or assignments. */
export function doubled({ accounts, mails, roles }: Effects): { mails: number; grants: number } {
  const more = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].filter((count) => count > 1).length;
  return { mails: more(mails), grants: more(accounts) + more(roles) };
}
