import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was small at first and is read from end to end without these: an answer then takes longer with each year. */
const statements = `
create index invitation_of_approval on invitation (approval_id) where approval_id is not null;
-- How many partners a project has, and how many of them have come, stands on every alert.
create index invitation_of_project on invitation (project_key, guest_id)
  where kind = 'invite' and ending_id is null and state in ('working', 'complete', 'partly', 'unknown');
create index alert_of_guest on alert (guest_id);
create index history_of_guest on history (guest_id, id) where guest_id is not null;
create index guest_pending on guest (tenant_id, id) where state = 'pending';
-- Which domains have sent guests is asked at each review.
create index guest_domain on guest (tenant_id, split_part(address, '@', 2)) where state <> 'none';
create index request_to_forget on request (ended_at) where forgotten_at is null;
create index request_looked_up on request (looked_up_at) where looked_up_at is not null;
create index shown_card_with_content on shown_card (message_id) where content is not null;
create index news_of_request on news (request_id);
`;

export const grown: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
