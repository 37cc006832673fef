import { helpCard } from '../cards/help-card.ts';
import { topicCard } from '../cards/topic-card.ts';
import type { Abilities } from '../rights/person-rights.ts';
import { findTopic } from '../topics/find-topic.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { listsPage } from '../turns/lists-page.ts';
import type { Turn } from '../turns/turn.ts';
import { type Commands, isOffered, namesIn } from './command.ts';

/**
 * Says what this person can do here, or what is known of the topic that they ask about. It works without rights, and
 * while Graph cannot be read.
 */
export const helpWith =
  (table: () => Commands) =>
  async (deps: BotDeps, turn: Turn, rest: string, known: Abilities): Promise<void> => {
    const asked = findTopic(rest, 'asked');
    if (asked !== undefined) {
      const { tenantId } = turn.who;
      return await turn.say(topicCard({ ...asked, tenantId }, turn.language));
    }
    const where = turn.scope === 'personal' ? 'personal' : 'channel';
    const commands = table();
    const open = namesIn(commands).filter((name) => isOffered(commands[name], where, known));
    const { mayInvite, owns } = known;
    const lists = mayInvite === true && where === 'personal' ? listsPage(deps) : undefined;
    await turn.say(helpCard({ where, commands: open, mayInvite, owns, lists }, turn.language));
  };
