import { saidBefore } from '../../src/store/requests/request-messages.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { BotDeps } from './bot-deps.ts';
import { messageOf } from './draft-request.ts';
import type { Turn } from './turn.ts';

/**
 * Says that a request stays as it is although its requester edited the message: the new message has no list that the
 * bot can read. Undefined for a message that nobody edited, and for one that asked for nothing.
 */
export async function editNotRead(
  deps: Pick<BotDeps, 'db'>,
  turn: Turn,
): Promise<NoticeView | undefined> {
  if (!turn.message.edited || turn.scope !== 'personal') return undefined;
  const before = await saidBefore(deps.db, messageOf(turn), turn.who.personId);
  const isOpen = before !== undefined && ['draft', 'confirmed'].includes(before.state);
  return isOpen ? { notice: 'edit not read', values: { number: String(before.id) } } : undefined;
}
