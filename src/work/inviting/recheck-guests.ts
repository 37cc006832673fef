import type { Directory, PeopleFound } from '../../graph/directory.ts';
import type { Found } from '../../guests/plan.ts';
import type { Now } from '../../guests/plan-again.ts';
import {
  type ReviewedInvitation,
  reviewedFor,
} from '../../store/invitations/reviewed-invitations.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type RecheckDeps = Pick<WorkDeps, 'db'> &
  Pick<Directory, 'findPeople' | 'findByIds' | 'readPerson' | 'deletedSince'>;

export type Rechecked = { reviewed: ReviewedInvitation; now: Now };

/** Finds the accounts that exist now, by step: by object id where the review found one, otherwise by address. */
export async function recheckGuests(
  deps: RecheckDeps,
  steps: readonly DueStep[],
): Promise<ReadonlyMap<number, Rechecked>> {
  if (steps.length === 0) return new Map();
  const reviewed = await reviewedFor(
    deps.db,
    steps.map(({ invitationId }) => invitationId),
  );
  const known = (step: DueStep) => reviewed.get(step.invitationId)?.foundId ?? null;
  const [byAccount, byAddress] = await Promise.all([
    findAccounts(
      deps,
      steps.flatMap((step) => known(step) ?? []),
    ),
    lookUnder(
      deps,
      steps.filter((step) => known(step) === null),
      reviewed,
    ),
  ]);
  return new Map(
    steps.flatMap((step) => {
      const of = reviewed.get(step.invitationId);
      if (of === undefined) return [];
      const now =
        of.foundId === null
          ? (byAddress.get(step.address) ?? ({ kind: 'nobody' } as const))
          : toNow(byAccount.get(of.foundId));
      return [[step.id, { reviewed: of, now }] as const];
    }),
  );
}

/** An account that the review saw and that is missing now was deleted. */
const toNow = (found: Found | undefined): Now =>
  found === undefined ? { kind: 'gone' } : { kind: 'there', found };

async function findAccounts(deps: RecheckDeps, ids: readonly string[]): Promise<PeopleFound> {
  if (ids.length === 0) return new Map();
  const found = new Map(await deps.findByIds(ids));
  for (const id of ids) {
    // A list of accounts may lag; a read of the account itself does not.
    const person = found.has(id) ? undefined : await deps.readPerson(id);
    if (person !== undefined) found.set(id, person);
  }
  return found;
}

/** Finds accounts under addresses that were free at the review, and accounts deleted since then. */
async function lookUnder(
  deps: RecheckDeps,
  steps: readonly DueStep[],
  reviewed: ReadonlyMap<number, ReviewedInvitation>,
): Promise<ReadonlyMap<string, Now>> {
  if (steps.length === 0) return new Map();
  const living = await deps.findPeople(steps.map(({ address }) => address));
  const found = new Map<string, Now>();
  for (const [address, person] of living) found.set(address, { kind: 'there', found: person });
  const left = steps.filter(({ address }) => !living.has(address));
  const times = left.flatMap(
    ({ invitationId }) => reviewed.get(invitationId)?.lookedUpAt?.getTime() ?? [],
  );
  if (times.length === 0) return found;
  const addresses = left.map(({ address }) => address);
  const deleted = await deps.deletedSince(addresses, new Date(Math.min(...times)));
  for (const address of deleted.keys()) found.set(address, { kind: 'gone' });
  return found;
}
