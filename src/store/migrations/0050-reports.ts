import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A report reads the invitations of one project, and no others. */
const statements = `
create index invitation_reported on invitation (project_key, request_id)
  where kind = 'invite' and state not in ('draft', 'skipped');
`;

export const reports: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
