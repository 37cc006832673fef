import { mayDo } from '../../src/guests/rights.ts';
import { forgetPlaces } from '../../src/store/telling/places.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { welcomeCard } from '../cards/welcome-card.ts';
import type { BotDeps } from '../turns/deps.ts';
import type { Turn } from '../turns/turn.ts';

/** Said once where the bot is new: in a personal chat, or in the channel it was added to. */
export async function welcome(deps: BotDeps, turn: Turn, isNew: boolean): Promise<void> {
  if (!isNew) return;
  if (turn.scope !== 'personal') {
    const installer = turn.who.name === '' ? undefined : turn.who.name;
    return await turn.say(welcomeCard({ where: 'channel', installer }, turn.language));
  }
  const projects = await deps.projects();
  // A welcome must not wait for Graph: whoever cannot be read has no rights yet.
  const rights = await readRights(deps.rights, turn.who, projects).catch(() => undefined);
  const mayInvite = rights && mayDo('invite', rights, { requester: true, owner: false });
  const owns = projects.filter((project) => rights?.owns(project)).map(({ name }) => name);
  const project = mayInvite === true ? projects[0]?.key : undefined;
  await turn.say(welcomeCard({ where: 'personal', mayInvite, project, owns }, turn.language));
}

/** Uninstalled: the place is forgotten, and nothing is sent there any more. */
export async function forget(deps: BotDeps, tenantId: string, key: string): Promise<void> {
  await forgetPlaces(deps.db, tenantId, key, deps.clock.now());
}
