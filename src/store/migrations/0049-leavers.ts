import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People with open matters who were found blocked or gone. Nothing waits for them, and operators hear of each once. */
const statements = `
create table leaver (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  person_id text not null,
  seen_at timestamptz not null,
  told_at timestamptz,
  unique (tenant_id, person_id)
);
`;

export const leavers: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
