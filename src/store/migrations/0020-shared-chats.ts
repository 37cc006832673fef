import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Chats of several that were taken for somebody's own: nothing is sent there any more. Their own is learnt again. */
const statements = `
update place set dead_at = now()
where kind = 'person' and dead_at is null and reference ->> 'conversationId' like '19:%'
  and reference ->> 'conversationId' not like '%@unq.gbl.spaces%';
`;

export const sharedChats: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
