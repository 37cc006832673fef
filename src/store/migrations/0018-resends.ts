import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A mail that somebody asked for once more is told apart by a column, where it was the text of `detail` before. */
const statements = `
-- 0: not a resend. Otherwise the resends of one invitation, numbered from 1.
alter table step
  add column resend integer not null default 0,
  add constraint step_resend_check check (resend = 0 or (kind = 'invite' and resend > 0));

drop index step_once_per_invitation;
update step set resend = substring(detail from 8)::integer, detail = ''
  where kind = 'invite' and detail ~ '^resend [1-9][0-9]*$';
create unique index step_once_per_invitation on step (invitation_id, kind, target, detail, resend);
`;

export const resends: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
