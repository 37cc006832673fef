import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The message that a request was asked for in, so that an edit of the message finds it. */
const statements = `
create table said_request (
  request_id bigint primary key references request on delete cascade,
  tenant_id text not null,
  conversation_id text not null,
  message_id text not null
);
create index said_request_message on said_request (tenant_id, conversation_id, message_id);
`;

export const saidRequests: Migration = {
  async up(db) {
    await sql.raw(statements).execute(db);
  },
};
