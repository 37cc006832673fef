import { mayDo } from '../../src/guests/rights.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { helpCard } from '../cards/help-card.ts';
import type { BotDeps } from '../turns/deps.ts';
import type { Turn } from '../turns/turn.ts';
import { type CommandName, commands } from '../words/commands.ts';

/** What has an answer for people who may neither ask nor decide. */
const forAnybody: ReadonlySet<CommandName> = new Set(['help', 'status', 'projects']);

/** What this person can do here. Works without rights, and while Graph cannot be read. */
export async function help(deps: BotDeps, turn: Turn): Promise<void> {
  const where = turn.scope === 'personal' ? 'personal' : 'channel';
  const scope = turn.scope === 'personal' ? 'personal' : 'team';
  const listed = deps.projects();
  const rights = await readRights(deps.rights, turn.who, listed).catch(() => undefined);
  const projects = await listed;
  const mayInvite = rights && mayDo('invite', rights, { requester: true, owner: false });
  const owns = projects.filter((project) => rights?.owns(project)).map(({ name }) => name);
  const looksOn = mayInvite === false && owns.length === 0 && rights?.operator === false;
  const open = commands.filter(
    ({ name, scopes }) =>
      scopes.some((each) => each === scope) &&
      (mayInvite === true || name !== 'invite') &&
      (!looksOn || scope === 'team' || forAnybody.has(name)),
  );
  const names = open.map(({ name }) => name);
  await turn.say(helpCard({ where, commands: names, mayInvite, owns }, turn.language));
}
