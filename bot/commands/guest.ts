import { readAddress } from '../../src/guests/text/address.ts';
import { findPartner } from '../../src/store/guests/partners.ts';
import { guestCard } from '../cards/guest-card.ts';
import { guestView } from '../drawing/guest-view.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { sightOf } from '../turns/visible-partners.ts';

/** `guest <address>`: how one partner stands and what happened, as far as this person may see it. */
export async function guest(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  const read = readAddress(rest);
  const seen = await sightOf(deps, turn, 'guest');
  if (seen === undefined) return await sayNotice(turn, { notice: 'refused' });
  const found = 'address' in read ? await findPartner(deps.db, seen.sight, read) : undefined;
  // The same words whether there is nobody or nobody for this person.
  if (found === undefined) return await sayNotice(turn, { notice: 'guest not found' });
  await turn.say(guestCard(await guestView(deps.db, found, turn.timeZone), turn.language));
}
