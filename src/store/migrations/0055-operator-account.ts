import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** One code says that an account is an operator's. Rows of earlier reviews hold another one. */
const statements = `
update request_row set problems = replace(problems::text, '"account of operator"', '"operator account"')::jsonb
  where problems::text like '%"account of operator"%';
`;

export const operatorAccount: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
