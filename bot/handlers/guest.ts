import { readAddress } from '../../src/guests/address.ts';
import { findPartner, guestHistory } from '../../src/store/partners.ts';
import { readProject } from '../../src/store/projects.ts';
import { guestCard, guestEvents } from '../cards/guest-card.ts';
import type { BotDeps } from '../deps.ts';
import { signInOf } from '../tell/draw-alert.ts';
import type { Turn } from '../turn.ts';
import { sayNotice } from './say-notice.ts';
import { sightOf } from './sight.ts';

/** `guest <address>`: how one partner stands and what happened, as far as this person may see it. */
export async function guest(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  const read = readAddress(rest);
  const seen = await sightOf(deps, turn, 'guest');
  if (seen === undefined) return await sayNotice(turn, { notice: 'refused' });
  const found =
    'address' in read ? await findPartner(deps.db, seen.sight, read.address) : undefined;
  // The same words whether there is nobody or nobody for this person.
  if (found === undefined) return await sayNotice(turn, { notice: 'guest not found' });
  const { partner, invitations } = found;
  const history = await guestHistory(deps.db, partner.id);
  const view = {
    name: partner.name ?? partner.address,
    address: partner.address,
    state: partner.state,
    organisation: partner.organisation ?? undefined,
    signIn: partner.signIn === null ? undefined : signInOf(partner.signIn),
    invitations: await Promise.all(
      invitations.map(async ({ projectKey, ...invitation }) => ({
        ...invitation,
        project: (await readProject(deps.db, projectKey))?.name ?? projectKey,
      })),
    ),
    events: history.flatMap(({ at, what }) => {
      const event = guestEvents.find((known) => known === what);
      return event === undefined ? [] : [{ at, event }];
    }),
    timeZone: turn.timeZone,
  };
  await turn.say(guestCard(view, turn.language));
}
