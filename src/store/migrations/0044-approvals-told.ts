import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Of which approvals a project's channel has heard. What came before this version is no news. */
const statements = `
alter table approval add column told text not null default 'nothing' check (told in ('nothing', 'asked', 'decided'));
update approval set told = case when state = 'open' then 'asked' else 'decided' end;
create index approval_to_tell on approval (id) where told <> 'decided';
`;

export const approvalsTold: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
