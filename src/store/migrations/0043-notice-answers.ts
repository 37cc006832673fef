import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A requester answers a notice for their own guests alone, so each guest in it keeps its own answer. */
const statements = `
alter table end_notice_row add column let_at timestamptz, add column let_by text;
update end_notice_row r set let_at = n.let_at, let_by = n.let_by from end_notice n
where n.id = r.notice_id and n.let_at is not null;
alter table end_notice drop column let_at, drop column let_by;
create index end_notice_row_invitation on end_notice_row (invitation_id);
`;

export const noticeAnswers: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
