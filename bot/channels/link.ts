import { findProject } from '../../src/guests/project/project-file.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { linkChannel } from '../../src/work/projects/link-channel.ts';
import type { OwnChannel } from '../rights/project-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/** `link <project>` in a channel: its alerts come here from now on. */
export async function link(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { channel, projects }: OwnChannel,
): Promise<void> {
  const wanted = unquoted(rest);
  if (wanted === '') {
    const example = projects[0]?.key ?? '';
    return await sayNotice(turn, { notice: 'link what', values: { example } });
  }
  const project = findProject(projects, wanted);
  const teamId = channel.teamId ?? (await knownTeam(deps, turn, channel.channelId));
  if (project === undefined || teamId === undefined) {
    return await sayNotice(turn, { notice: 'may not link' });
  }
  const { channelId } = channel;
  const notice = await linkChannel(deps, turn.who, { project, teamId, channelId });
  deps.wake();
  await sayNotice(turn, { notice, values: { project: project.name } });
}

/** Finds the group behind the team in the stored place. Ordinary messages do not name it. */
async function knownTeam({ db }: BotDeps, turn: Turn, channelId: string) {
  const place = await findPlace(db, turn.who.tenantId, 'channel', channelId);
  return place?.teamId ?? undefined;
}
