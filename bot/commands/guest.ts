import { readAddress } from '../../src/guests/text/address.ts';
import { findPartner } from '../../src/store/guests/partners-in-sight.ts';
import { guestCard } from '../cards/guest-card.ts';
import { guestView } from '../drawing/guest-view.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { guestNotFound } from '../turns/guest-not-found.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** `guest <address>`: shows one partner's state and history, as far as this person may see them. */
export async function guest(
  { db }: BotDeps,
  turn: Turn,
  rest: string,
  { sight }: VisiblePartners,
): Promise<void> {
  const read = readAddress(rest);
  const found = 'address' in read ? await findPartner(db, sight, read) : undefined;
  if (found === undefined) return await sayNotice(turn, guestNotFound(turn, 'guest'));
  await turn.say(guestCard(await guestView(db, found, turn.timeZone), turn.language));
}
