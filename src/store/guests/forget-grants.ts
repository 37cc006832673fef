import type { Db } from '../database.ts';
import { isGrant, isOpen } from '../fragments.ts';
import { run } from '../statement.ts';

/** Forgets the grants that the bot gave to an account that is gone. The account that took its place never had them. */
export async function forgetGrants(
  db: Db,
  guests: readonly { id: number; objectId: string }[],
): Promise<void> {
  const payload = guests.map(({ id, objectId }) => ({ id, object_id: objectId }));
  await run(db)`
    update step set made_at = null, unheard = false, doubt = false
    where id in (
      select s.id from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as k(id bigint, object_id text)
      join guest g on g.id = k.id and g.object_id <> k.object_id and g.state = 'deleted'
      join step s on s.guest_id = g.id and ${isGrant('s')} and not ${isOpen('s')}
      order by s.id for update of s)`;
}
