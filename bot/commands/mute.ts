import type { Project } from '../../src/guests/project/project.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import { mayDo } from '../../src/guests/rights.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { muteChannel, unmuteChannel } from '../../src/work/projects/mute-channel.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { listed } from '../words/formats.ts';

/** `mute`, `mute <project>` in a channel: no alerts come here for now, of any project that the speaker owns. */
export async function mute(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  const found = await channelOf(deps, turn, rest);
  if (found === undefined) return;
  const outcomes = [];
  for (const { key: projectKey } of found.projects) {
    const { placeId } = found;
    outcomes.push(await muteChannel(deps, turn.who, { projectKey, placeId }));
  }
  const notice = outcomes.includes('muted') ? 'muted' : 'muted already';
  await sayNotice(turn, { notice, values: { project: namesOf(turn, found.projects) } });
}

/** `unmute`, `unmute <project>`: alerts come again, and first what was missed, as one message. */
export async function unmute(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  const found = await channelOf(deps, turn, rest);
  if (found === undefined) return;
  const counts = [];
  for (const { key: projectKey } of found.projects) {
    const { placeId } = found;
    const missed = await unmuteChannel(deps, turn.who, { projectKey, placeId });
    if (missed !== 'not muted') counts.push(missed);
  }
  deps.wake();
  const project = namesOf(turn, found.projects);
  if (counts.length === 0)
    return await sayNotice(turn, { notice: 'not muted', values: { project } });
  const count = counts.reduce((sum, each) => sum + each, 0);
  await sayNotice(turn, { notice: 'unmuted', values: { project, count } });
}

const namesOf = (turn: Turn, projects: readonly Project[]) =>
  listed(
    projects.map(({ name }) => name),
    turn.language,
  );

/** The channel and what of it this person may silence; whoever may nothing is told so, and not of which projects. */
async function channelOf(
  deps: BotDeps,
  turn: Turn,
  rest: string,
): Promise<{ placeId: number; projects: readonly Project[] } | undefined> {
  const { channel } = turn;
  if (channel === undefined) {
    await sayNotice(turn, { notice: 'mute where' });
    return undefined;
  }
  const all = await deps.projects();
  const rights = await readRights(deps.rights, turn.who, all);
  const mine = all.filter(
    (project) =>
      project.channel?.channelId === channel.channelId &&
      mayDo('mute', rights, { requester: false, owner: rights.owns(project) }),
  );
  const wanted = rest.replace(/^["“']|["”']$/g, '').trim();
  const named = wanted === '' ? mine : [findProject(mine, wanted) ?? []].flat();
  const place = await findPlace(deps.db, turn.who.tenantId, 'channel', channel.channelId);
  if (named.length === 0 || place === undefined) {
    await sayNotice(turn, { notice: 'may not mute' });
    return undefined;
  }
  return { placeId: place.id, projects: named };
}
