import { mayDo } from '../../src/guests/rights.ts';
import { forgetPlaces } from '../../src/store/places.ts';
import { readRights } from '../../src/work/read-rights.ts';
import { welcomeCard } from '../cards/welcome-card.ts';
import type { BotDeps } from '../deps.ts';
import type { Turn } from '../turn.ts';

/** Said once where the bot is new: in a personal chat, or in the channel it was added to. */
export async function welcome(deps: BotDeps, turn: Turn, isNew: boolean): Promise<void> {
  if (!isNew) return;
  if (turn.scope !== 'personal') {
    const installer = turn.who.name === '' ? undefined : turn.who.name;
    return await turn.say(welcomeCard({ where: 'channel', installer }, turn.language));
  }
  const mayInvite = await readRights(deps.rights, turn.who, []).then(
    (rights) => mayDo('invite', rights, { requester: true, owner: false }),
    () => false,
  );
  const [project] = mayInvite ? await deps.projects() : [];
  await turn.say(
    welcomeCard({ where: 'personal', mayInvite, project: project?.key }, turn.language),
  );
}

/** Uninstalled: the place is forgotten, and nothing is sent there any more. */
export async function forget(deps: BotDeps, tenantId: string, key: string): Promise<void> {
  await forgetPlaces(deps.db, tenantId, key, deps.clock.now());
}
