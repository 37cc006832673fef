import { mayDo } from '../../guests/rights.ts';
import type { Db } from '../../store/database.ts';
import { askedForBy } from '../../store/endings/living-access.ts';
import { accountsNamed } from '../../store/guests/same-account.ts';
import { readProject } from '../../store/projects.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import { type AskedLine, noneIn } from './asked-line.ts';
import type { EndingWish } from './ending-wish.ts';

export type AddressWish = Extract<EndingWish, { addresses: unknown }>;

/**
 * A line for each address. The lines of guests whose access this person may not end say so. Undefined: they may end
 * none.
 */
export async function linesByAddress(
  trx: Db,
  who: Who & { rights: Rights },
  wish: AddressWish,
): Promise<AskedLine[] | undefined> {
  const may = await mayEndIn(trx, who, wish);
  if (may === 'nobody') return undefined;
  const { addresses, projectKey: project } = wish;
  return addresses.map((address) => {
    const isTheirs = may === 'everybody' || may.has(address);
    return isTheirs
      ? { address, project }
      : { address, project, problems: [noneIn(address, project)] };
  });
}

/**
 * Finds the partners whose access to the project this person may end. For a requester who asks the owners to extend:
 * their own guests.
 */
async function mayEndIn(
  trx: Db,
  who: Who & { rights: Rights },
  wish: AddressWish,
): Promise<'everybody' | 'nobody' | ReadonlySet<string>> {
  const project = await readProject(trx, wish.projectKey);
  if (project === undefined) return 'nobody';
  const owner = who.rights.owns(project);
  if (mayDo('revoke', who.rights, { requester: false, owner })) return 'everybody';
  const mayAsk = mayDo('ask extension', who.rights, { requester: true, owner });
  if (wish.kind === 'end' || !mayAsk) return 'nobody';
  // Also those whose access ends or is over: the review then says so, or the owners decide.
  const { tenantId, personId: requesterId } = who;
  const named = wish.addresses.map((address) => ({
    address,
    objectId: wish.accounts?.get(address) ?? null,
  }));
  const people = await accountsNamed(trx, tenantId, named);
  const { projectKey } = wish;
  const own = await askedForBy(trx, { tenantId, requesterId, people, projectKey });
  return own.size === 0 ? 'nobody' : own;
}
