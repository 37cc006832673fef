import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A row of a request that sends the mail again to all who have not accepted. */
const statements = `
alter table invitation
  drop constraint invitation_kind_check,
  add constraint invitation_kind_check check (kind in ('invite', 'end', 'extend', 'remove', 'restore', 'resend'));
`;

export const resendRows: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
