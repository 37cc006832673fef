import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The most steps that share a call: `company` said that to nobody. */
const statements = `
alter table step rename column company to batch_size;
`;

export const batchSize: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
