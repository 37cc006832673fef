import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts deleted lately are restored: the step that everything else for the guest waits for, like an invite. */
const statements = `
alter table step
  drop constraint step_kind_check,
  add constraint step_kind_check check (kind in ('invite', 'restore', 'group', 'app', 'licence'));

drop index step_one_invite_per_guest;
create unique index step_one_invite_per_guest on step (guest_id)
  where kind in ('invite', 'restore') and state in ('due', 'intended', 'looking');
`;

export const restore: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
