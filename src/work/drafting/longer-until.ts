import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../../guests/ending/calendar.ts';
import { lastDay } from '../../guests/ending/end-instant.ts';
import type { Db } from '../../store/database.ts';
import { livingAccess } from '../../store/endings/living-access.ts';
import { accountsNamed } from '../../store/guests/same-account.ts';
import { findPlace } from '../../store/telling/places.ts';
import type { Who } from '../rights/read-rights.ts';
import type { AskedLine } from './asked-line.ts';
import type { AddressWish } from './lines-by-address.ts';

type LongerWish = Extract<AddressWish, { kind: 'extend' }> & { longer: string };

/** The farthest day that people write in numbers. The check of the day says that it is too far. */
const farthest = '9999-12-31';

/**
 * The last day of access that is to last so much longer. It counts from the last end of these guests, as the buttons of
 * a notice do, and from today where the access is over. `no end`: none of the access has an end.
 */
export async function longerUntil(
  trx: Db,
  { tenantId, personId }: Pick<Who, 'tenantId' | 'personId'>,
  { wish, lines }: { wish: LongerWish; lines: readonly AskedLine[] },
  now: Date,
): Promise<string> {
  const theirs = lines.filter(({ problems = [] }) => problems.length === 0);
  const named = theirs.map(({ address }) => ({
    address,
    objectId: wish.accounts?.get(address) ?? null,
  }));
  const accounts = await accountsNamed(trx, tenantId, named);
  const addresses = accounts.flatMap((account) => account.addresses);
  const all = await livingAccess(trx, { tenantId, projectKey: wish.projectKey, addresses });
  const living = all.filter(({ lives, state }) => lives && state !== 'approved');
  const place = await findPlace(trx, tenantId, 'person', personId);
  const zone = place?.timeZone ?? 'UTC';
  const ends = living.flatMap(({ endsAt, endZone }) =>
    endsAt === null ? [] : [lastDay(endsAt, endZone ?? zone)],
  );
  // An end that counts from the whole of the access is not known before.
  const isForGood = living.length > 0 && living.every(({ state }) => state !== 'working');
  if (ends.length === 0 && isForGood) return 'no end';
  const from = [dayOf(now, zone), ...ends].toSorted().at(-1) ?? dayOf(now, zone);
  return later(from, wish.longer);
}

function later(day: string, longer: string): string {
  const until = Temporal.PlainDate.from(day).add(longer).toString();
  return until.length > farthest.length ? farthest : until;
}
