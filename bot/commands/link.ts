import { findProject } from '../../src/guests/project/project-file.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { linkChannel } from '../../src/work/projects/link-channel.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** `link <project>` in a channel: its alerts come here. Whoever may not learns nothing of which projects there are. */
export async function link(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  if (turn.channel === undefined) return await sayNotice(turn, { notice: 'link where' });
  const all = await deps.projects();
  const rights = await readRights(deps.rights, turn.who, all);
  const mine = all.filter((project) =>
    mayDo('link channel', rights, { requester: false, owner: rights.owns(project) }),
  );
  const [first] = mine;
  if (first === undefined) return await sayNotice(turn, { notice: 'may not link' });
  const wanted = rest.replace(/^["“']|["”']$/g, '').trim();
  if (wanted === '') {
    return await sayNotice(turn, { notice: 'link what', values: { example: first.key } });
  }
  const project = findProject(mine, wanted);
  const teamId = await teamOf(deps, turn);
  if (project === undefined || teamId === undefined) {
    return await sayNotice(turn, { notice: 'may not link' });
  }
  const { channelId } = turn.channel;
  const notice = await linkChannel(deps, turn.who, { project, teamId, channelId });
  deps.wake();
  await sayNotice(turn, { notice, values: { project: project.name } });
}

/** Ordinary messages do not name the group behind the team; the place that was learnt from them does. */
async function teamOf(deps: BotDeps, turn: Turn): Promise<string | undefined> {
  if (turn.channel?.teamId !== undefined) return turn.channel.teamId;
  const key = turn.channel?.channelId ?? '';
  const place = await findPlace(deps.db, turn.who.tenantId, 'channel', key);
  return place?.teamId ?? undefined;
}
