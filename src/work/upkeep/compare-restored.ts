import type { FoundPerson } from '../../graph/people/found-person.ts';
import { knownGuests, openRequestsFor } from '../../store/copy/what-is-known.ts';
import type { Db } from '../../store/database.ts';

/** A guest in Entra that a restored database does not know. */
export type GuestBeyond = {
  address: string;
  /** The request that would invite this guest. Undefined: none. */
  requestId: number | undefined;
};

type Deps = { db: Db; guestsSince: (since: Date) => Promise<readonly FoundPerson[]> };

/** Finds guests newer than the copy of a restored database, and the requests for them. Changes nothing. */
export async function guestsBeyondCopy(
  { db, guestsSince }: Deps,
  copiedAt: Date,
): Promise<GuestBeyond[]> {
  const made = await guestsSince(copiedAt);
  const known = await knownGuests(
    db,
    made.map(({ objectId }) => objectId),
  );
  const unknown = made.filter(({ objectId }) => !known.has(objectId));
  const addresses = unknown.flatMap(({ mail }) => mail ?? []);
  const requests = await openRequestsFor(db, addresses);
  return unknown.map(({ mail, objectId }) => ({
    address: mail ?? objectId,
    requestId: mail === undefined ? undefined : requests.get(mail),
  }));
}
