import type { Directory, PeopleFound } from '../../graph/directory.ts';
import type { Tenant } from '../../graph/tenant.ts';
import type { Found } from '../../guests/plan.ts';
import { isOwnDomain } from '../../guests/text/address.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  clearPeople,
  insertPeople,
  lookedUp,
  markLookedUp,
  readFoundPeople,
} from '../../store/requests/request-people.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

type Asked = {
  addresses: ReadonlySet<string>;
  /** The domains of the addresses. */
  domains: Iterable<string>;
  tenant: Pick<Tenant, 'domains' | 'initialDomain'>;
};

export type LookUpPartnersDeps = Pick<WorkDeps, 'db' | 'clock'> &
  Pick<Directory, 'findPeople' | 'findDeletedPeople' | 'findAmongAll' | 'findAmongDeleted'>;

/**
 * From so many addresses on the bot lists all guests, and members by domain. A filter takes four addresses, so 150
 * cost 40 calls. As many pages hold 40,000 guests; few tenants have more.
 */
const listFrom = 150;
/** A review so soon after another one does not ask Graph again. */
const freshMs = 120_000;
const peoplePerStatement = 1_000;

export type LookedUp = {
  people: PeopleFound;
  /** False: the bot may not read deleted accounts. */
  deletedReadable: boolean;
  /** Resolves when the people are stored beside the request. */
  kept: Promise<void>;
};

/**
 * Finds the accounts behind the addresses of a request, but none in the organisation's own domains. Within two minutes
 * of another review of the request, returns what that one found.
 */
export async function lookUpPartners(
  deps: LookUpPartnersDeps,
  requestId: number,
  asked: Asked,
): Promise<LookedUp> {
  const now = deps.clock.now();
  const before = await lookedUp(deps.db, requestId);
  // A review later than now was made by a clock that somebody has set back since.
  const ageMs = before === undefined ? undefined : now.getTime() - before.at.getTime();
  if (before !== undefined && ageMs !== undefined && ageMs >= 0 && ageMs < freshMs) {
    const people = await readFoundPeople(deps.db, requestId);
    return { people, deletedReadable: before.deletedReadable, kept: Promise.resolve() };
  }
  const { found, deleted } = await findAll(deps, asked);
  const deletedReadable = deleted !== 'not readable';
  const people = deletedReadable && deleted.size > 0 ? new Map([...found, ...deleted]) : found;
  const kept = keepPeople(deps.db, requestId, people, { at: now, deletedReadable });
  // The caller awaits it later and hears of a failure; until then it must not end the process.
  kept.catch(() => undefined);
  return { people, deletedReadable, kept };
}

async function keepPeople(
  db: Db,
  requestId: number,
  people: PeopleFound,
  lookUp: { at: Date; deletedReadable: boolean },
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
    await markLookedUp(trx, requestId, lookUp);
  });
}

async function findAll(
  deps: LookUpPartnersDeps,
  asked: Asked,
): Promise<{ found: PeopleFound; deleted: PeopleFound | 'not readable' }> {
  const addresses = outside(asked);
  if (addresses.size === 0) return { found: new Map(), deleted: new Map() };
  const many = addresses.size >= listFrom;
  const found = await (many ? deps.findAmongAll(addresses) : deps.findPeople([...addresses]));
  const unknown = new Set<string>();
  for (const address of addresses) if (!found.has(address)) unknown.add(address);
  if (unknown.size === 0) return { found, deleted: new Map() };
  const deleted = await (many
    ? deps.findAmongDeleted(unknown)
    : deps.findDeletedPeople([...unknown], asked.tenant.initialDomain));
  return { found, deleted };
}

/** Keeps only what the review needs. */
function plain(person: Found): Found {
  const { objectId, userType, externalUserState, accountEnabled, deleted, licences } = person;
  return { objectId, userType, externalUserState, accountEnabled, deleted, licences };
}

/** Leaves out the organisation's own domains: their people are no partners, and a filter would find them all. */
function outside({ addresses, domains, tenant }: Asked): ReadonlySet<string> {
  const isOwn = (domain: string) => isOwnDomain(domain, tenant.domains);
  if (![...domains].some(isOwn)) return addresses;
  return new Set([...addresses].filter((address) => !isOwn(address.replace(/^.*@/, ''))));
}
