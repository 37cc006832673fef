import { mayDo } from '../../src/guests/rights.ts';
import { readRights } from '../../src/work/read-rights.ts';
import { helpCard } from '../cards/help-card.ts';
import { commands } from '../commands.ts';
import type { BotDeps } from '../deps.ts';
import type { Turn } from '../turn.ts';

/** What this person can do here. Works without rights, and while Graph cannot be read. */
export async function help(deps: BotDeps, turn: Turn): Promise<void> {
  const where = turn.scope === 'personal' ? 'personal' : 'channel';
  const scope = turn.scope === 'personal' ? 'personal' : 'team';
  const mayInvite = await readRights(deps.rights, turn.who, []).then(
    (rights) => mayDo('invite', rights, { requester: true, owner: false }),
    () => false,
  );
  const open = commands.filter(
    ({ name, scopes }) => scopes.some((each) => each === scope) && (mayInvite || name !== 'invite'),
  );
  await turn.say(
    helpCard({ where, commands: open.map(({ name }) => name), mayInvite }, turn.language),
  );
}
