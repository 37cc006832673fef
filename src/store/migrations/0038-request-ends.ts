import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The bot tells requesters of the end of a request in a message of its own. */
const statements = `
alter table news
  drop constraint news_about_check,
  add constraint news_about_check check (about in ('approval', 'acceptance', 'ending', 'result'));
-- When somebody last retried the request, or asked for one more mail to a partner whose mail is unknown.
alter table request add column taken_up_at timestamptz;
`;

export const requestEnds: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
