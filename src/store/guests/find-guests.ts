import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { isInvite } from '../fragments.ts';
import { all } from '../statement.ts';
import { type Sight, seenBy } from './partners-in-sight.ts';

/** A guest whom words may mean. */
export type MeantGuest = {
  guestId: number;
  name: string;
  address: string;
  organisation: string | null;
};

/** The words of a guest, as the index guest_words has them. */
const words = sql`to_tsvector('simple', coalesce(g.display_name, '') || ' ' || translate(g.address, '@._-+', '     ') || ' ' || coalesce(g.organisation, ''))`;

/**
 * Finds guests that the person may see, by the beginnings of words. A guest fits if each beginning begins a word of
 * their name, address or organisation. Returns at most `limit` of them, those that it finds first, sorted by name; none
 * without a beginning. `named`: only those with exactly this name, in large or small letters. It checks guest by guest
 * that the person may see them: an `exists` would read all invitations. The index finds the longest beginning alone: for
 * a short one, such as a digit, it would collect too many guests.
 */
export async function findGuests(
  db: Db,
  sight: Sight,
  beginnings: readonly string[],
  { limit, named }: { limit: number; named?: string },
): Promise<MeantGuest[]> {
  if (beginnings.length === 0) return [];
  const [longest, ...others] = beginnings
    .toSorted((a, b) => b.length - a.length)
    .map((beginning) => `${beginning}:*`);
  const alsoFit =
    others.length === 0
      ? sql`true`
      : sql`(${words} @@ to_tsquery('simple', ${others.join(' & ')})) is true`;
  const hasName =
    named === undefined
      ? sql`true`
      : sql`lower(regexp_replace(normalize(coalesce(g.display_name, g.address)), '\\s+', ' ', 'g')) = lower(normalize(${named}))`;
  return await all(db)`
    with meant as materialized (
      select g.id as guest_id, coalesce(g.display_name, g.address) as name, g.address, g.organisation from guest g
      where ${words} @@ to_tsquery('simple', ${longest}) and ${alsoFit} and ${hasName} and g.address not like 'forgotten %' and g.tenant_id = ${sight.tenantId}
        and coalesce((
          select true from invitation i join request r on r.id = i.request_id
          where i.guest_id = g.id and i.state <> 'draft' and ${isInvite('i')} and ${seenBy(sight)} limit 1),
        (select true from watched w join watching k on k.project_key = w.project_key
          where w.guest_id = g.id and (${sight.all} or w.project_key = any(${sight.projects}::text[])) limit 1), false)
      limit ${limit})
    select * from meant order by name, guest_id`;
}
