import { forgetPlaces } from '../../src/store/telling/places.ts';
import { welcomeCard } from '../cards/welcome-card.ts';
import { guarded } from '../rights/guarded.ts';
import { type Abilities, asFarAsKnown } from '../rights/person-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** Greets once where the bot is new: in a personal chat, or in the channel to which somebody added it. */
export async function welcome(deps: BotDeps, turn: Turn, isNew: boolean): Promise<void> {
  if (!isNew) return;
  if (turn.scope !== 'personal') {
    const installer = turn.who.name === '' ? undefined : turn.who.name;
    return await turn.say(welcomeCard({ where: 'channel', installer }, turn.language));
  }
  await welcomePerson(deps, turn, undefined);
}

const welcomePerson = guarded<undefined, Abilities, void>({
  may: asFarAsKnown,
  run: async (_deps, turn, _input, { mayInvite, owns, projects }) => {
    const project = mayInvite === true ? projects[0]?.key : undefined;
    await turn.say(welcomeCard({ where: 'personal', mayInvite, project, owns }, turn.language));
  },
  refuse: sayNotice,
});

/** Forgets the place of an uninstalled bot, so that the bot sends nothing there any more. */
export async function forget(deps: BotDeps, tenantId: string, key: string): Promise<void> {
  await forgetPlaces(deps.db, tenantId, key, deps.clock.now());
}
