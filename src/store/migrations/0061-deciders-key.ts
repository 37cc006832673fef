import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Names the people who decide in the present stage: by the project, and where it has stages also by the number of this
 * one and a hash of the copy. Approvals with different copies wait for different people.
 */
const statement = `
alter table approval add column deciders_key text not null generated always as (case
  when rule ? 'stages' then project_key || ' ' || stage::text || ' ' || md5((rule->'stages')::text)
  else project_key end) stored`;

export const decidersKeys: Migration = {
  async up(db) {
    await sql.raw(statement).execute(db);
  },
};
