import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who hears of ends: also who first asked for the access. What a requester says about an end, and who hears of removals. */
const statements = `
-- Who asked first for the access that this row gives anew. Null: who made its request.
alter table invitation add column asked_first_by text;
update invitation i set asked_first_by = (
  select r.requester_id from invitation o join request r on r.id = o.request_id
  where o.guest_id = i.guest_id and o.project_key = i.project_key and o.kind = 'invite' and o.id < i.id
  order by o.id limit 1)
where i.kind = 'invite' and i.guest_id is not null
  and exists (select from request q where q.id = i.request_id and q.kind = 'extend');

-- Somebody who may only ask lets the access end at this instant: the owners may still extend it.
create table end_wish (
  invitation_id bigint not null references invitation on delete cascade,
  person_id text not null,
  ends_at timestamptz not null,
  said_at timestamptz not null,
  primary key (invitation_id, person_id)
);

-- The account behind an access that was over is removed, and the channel of its project has still to hear of it.
alter table invitation add column removal_untold boolean not null default false;
create index invitation_removal_untold on invitation (project_key) where removal_untold;
-- Nobody hears today of what somebody removed long ago.
update request set ends_told_at = ended_at where kind = 'remove' and state = 'done';
`;

export const whoHears: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
