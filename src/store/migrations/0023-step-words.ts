import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The words for a step's kind are the code's (src/guests/step.ts), so that a new effect in Graph needs no migration. */
export const stepWords: Migration = {
  async up(db) {
    await sql.raw('alter table step drop constraint step_kind_check').execute(db);
  },
};
