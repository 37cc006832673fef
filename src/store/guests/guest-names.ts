import type { Db } from '../database.ts';
import { lockInOrder } from '../fragments.ts';
import { changed, run } from '../statement.ts';

/** Offers the directory's names for guests. Our names stay; the bot offers a differing name once. */
export async function offerNames(
  db: Db,
  tenantId: string,
  people: readonly { objectId: string; name: string }[],
): Promise<void> {
  await run(db)`
    with said as (
      select g.id, nullif(p.name, g.display_name) as name
      from guest g join jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p("objectId" text, name text)
        on p."objectId" = g.object_id
      where g.tenant_id = ${tenantId} and g.display_name is not null
      ${lockInOrder('g')})
    update guest g set offered_name = said.name,
      name_version = g.name_version + case when said.name is null then 0 else 1 end
    from said where g.id = said.id and g.offered_name is distinct from said.name`;
}

/** Takes the offered name, if the offer is still the one that the person saw. */
export async function takeName(
  db: Db,
  guest: { id: number; version: number },
): Promise<'taken' | 'changed'> {
  const isTaken = await changed(db)`
    update guest set display_name = offered_name, offered_name = null
    where id = ${guest.id} and name_version = ${guest.version} and offered_name is not null`;
  return isTaken ? 'taken' : 'changed';
}
