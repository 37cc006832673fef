import type { Tenant } from '../graph/tenant.ts';
import { isOwnDomain } from '../guests/address.ts';
import type { Found } from '../guests/plan.ts';
import { type Db, inTransaction } from '../store/database.ts';
import {
  clearPeople,
  insertPeople,
  lookedUp,
  markLookedUp,
  readPeople,
} from '../store/request-people.ts';
import type { WorkDeps } from './deps.ts';

type People = ReadonlyMap<string, Found>;

export type LookUpDeps = Pick<WorkDeps, 'db' | 'clock'> & {
  findPeople: (addresses: readonly string[]) => Promise<People>;
  findDeletedPeople: (
    addresses: readonly string[],
    initialDomain: string,
  ) => Promise<People | 'not readable'>;
  findAmongAll: (addresses: ReadonlySet<string>) => Promise<People>;
  findAmongDeleted: (addresses: ReadonlySet<string>) => Promise<People | 'not readable'>;
};

/**
 * From here on all guests are listed, and members by the domains of the addresses. A filter takes four addresses at most, so 150 cost 40 calls, and as many pages
 * of 999 hold 40,000 guests: few tenants have more, and in those the list costs little more than the filters.
 */
const listFrom = 150;
/** Choosing a project on the card does not ask again; checking again later does. */
const freshMs = 120_000;
const peoplePerStatement = 1_000;

export type LookedUp = {
  people: People;
  /** Whether the deleted could be seen too. */
  deletedReadable: boolean;
  /** Resolves when they are kept beside the request, for a while. */
  kept: Promise<void>;
};

/** Finds out who is in the tenant under the addresses of a request. */
export async function lookUpPartners(
  deps: LookUpDeps,
  requestId: number,
  asked: { addresses: ReadonlySet<string>; tenant: Pick<Tenant, 'domains' | 'initialDomain'> },
): Promise<LookedUp> {
  const now = deps.clock.now();
  const before = await lookedUp(deps.db, requestId);
  if (before !== undefined && now.getTime() - before.at.getTime() < freshMs) {
    const people = await readPeople(deps.db, requestId);
    return { people, deletedReadable: before.deletedReadable, kept: Promise.resolve() };
  }
  const { found, deleted } = await findAll(deps, asked);
  const deletedReadable = deleted !== 'not readable';
  const people = new Map<string, Found>(deletedReadable ? deleted : []);
  for (const [address, person] of found) people.set(address, person);
  const kept = keepPeople(deps.db, requestId, people, { at: now, deletedReadable });
  // Whoever awaits it hears of a failure; until then it must not end the process.
  kept.catch(() => undefined);
  return { people, deletedReadable, kept };
}

async function keepPeople(
  db: Db,
  requestId: number,
  people: People,
  look: { at: Date; deletedReadable: boolean },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await clearPeople(trx, requestId);
    let part: { address: string; person: Found }[] = [];
    for (const [address, person] of people) {
      part.push({ address, person: plain(person) });
      if (part.length < peoplePerStatement) continue;
      await insertPeople(trx, requestId, part);
      part = [];
    }
    if (part.length > 0) await insertPeople(trx, requestId, part);
    await markLookedUp(trx, requestId, look);
  });
}

async function findAll(
  deps: LookUpDeps,
  asked: Parameters<typeof lookUpPartners>[2],
): Promise<{ found: People; deleted: People | 'not readable' }> {
  const { domains, initialDomain } = asked.tenant;
  // The organisation's own people are no partners, and a filter on its domains would name them all.
  const addresses = new Set([...asked.addresses].filter((each) => !isOwnAddress(each, domains)));
  if (addresses.size === 0) return { found: new Map(), deleted: new Map() };
  const many = addresses.size >= listFrom;
  const found = await (many ? deps.findAmongAll(addresses) : deps.findPeople([...addresses]));
  const unknown = [...addresses].filter((address) => !found.has(address));
  if (unknown.length === 0) return { found, deleted: new Map() };
  const deleted = await (many
    ? deps.findAmongDeleted(new Set(unknown))
    : deps.findDeletedPeople(unknown, initialDomain));
  return { found, deleted };
}

/** Only what the review needs is kept. */
function plain(person: Found): Found {
  const { objectId, userType, externalUserState, accountEnabled, deleted, licences } = person;
  return { objectId, userType, externalUserState, accountEnabled, deleted, licences };
}

const isOwnAddress = (address: string, domains: readonly string[]): boolean =>
  isOwnDomain(address.replace(/^.*@/, ''), domains);
