import type { RequestState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { first, run } from '../statement.ts';

/** A message in somebody's chat. */
export type SaidIn = { tenantId: string; conversationId: string; messageId: string };

/** Notes in which message somebody asked for a request. */
export async function noteSaid(db: Db, requestId: number, said: SaidIn): Promise<void> {
  await run(db)`
    insert into said_request (request_id, tenant_id, conversation_id, message_id)
    values (${requestId}, ${said.tenantId}, ${said.conversationId}, ${said.messageId})
    on conflict (request_id) do nothing`;
}

/** The newest request that somebody asked for in this message, if it is this person's own. */
export async function saidBefore(
  db: Db,
  said: SaidIn,
  requesterId: string,
): Promise<{ id: number; state: RequestState } | undefined> {
  return await first(db)`
    select r.id, r.state from said_request s join request r on r.id = s.request_id
    where s.tenant_id = ${said.tenantId} and s.conversation_id = ${said.conversationId}
      and s.message_id = ${said.messageId} and r.requester_id = ${requesterId} and r.read_at is not null
    order by r.id desc limit 1`;
}
