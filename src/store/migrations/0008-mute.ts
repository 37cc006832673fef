import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Channels that an owner has silenced. */
const statements = `
-- No alert of this project goes to this place until the row is gone; what comes meanwhile waits.
create table mute (
  project_key text not null references project,
  place_id bigint not null references place,
  muted_by text not null,
  muted_at timestamptz not null,
  primary key (project_key, place_id)
);

-- Waited while its place was silent: told together with the others that did.
alter table alert_copy add column missed boolean not null default false;
`;

export const mute: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
