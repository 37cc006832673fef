import type { PeopleFound } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { blockedByUs } from '../../store/endings/accounts.ts';

/**
 * Makes no problem of accounts that this bot blocked at the end of an earlier access: the bot unblocks a guest whom
 * somebody invites again. Returns all accounts as they will be then, and a note for the review card.
 */
export async function letInAgain(
  db: Db,
  tenantId: string,
  people: PeopleFound,
): Promise<{ people: PeopleFound; warnings: readonly Reason[] }> {
  const blocked = [...people.values()].filter(({ accountEnabled }) => !accountEnabled);
  if (blocked.length === 0) return { people, warnings: [] };
  const ids = blocked.map(({ objectId }) => objectId);
  const ours = await blockedByUs(db, tenantId, ids);
  if (ours.size === 0) return { people, warnings: [] };
  const changed = [...people].map(([address, person]) => {
    const mine = ours.has(person.objectId);
    return [address, mine ? { ...person, accountEnabled: true } : person] as const;
  });
  return {
    people: new Map(changed),
    warnings: [{ code: 'blocked by us', values: { count: ours.size } }],
  };
}
