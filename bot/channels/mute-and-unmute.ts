import type { Project } from '../../src/guests/project/project.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { muteChannel, unmuteChannel } from '../../src/work/projects/mute-channel.ts';
import type { OwnChannel } from '../rights/project-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { listed } from '../words/formats.ts';
import { unquoted } from '../words/typed-text.ts';

/** `mute`, `mute <project>` in a channel: the alerts of the speaker's projects no longer come here. */
export const muteHere = (deps: BotDeps, turn: Turn, rest: string, own: OwnChannel) =>
  inEach(deps, turn, { rest, own }, async ({ at, project }) => {
    const outcomes = await oneByOne(at, (one) => muteChannel(deps, turn.who, one));
    const notice = outcomes.includes('muted') ? 'muted' : 'muted already';
    await sayNotice(turn, { notice, values: { project } });
  });

/** `unmute`, `unmute <project>`: alerts come again. One message tells what the channel missed. */
export const unmuteHere = (deps: BotDeps, turn: Turn, rest: string, own: OwnChannel) =>
  inEach(deps, turn, { rest, own }, async ({ at, project }) => {
    const outcomes = await oneByOne(at, (one) => unmuteChannel(deps, turn.who, one));
    deps.wake();
    const counts = outcomes.flatMap((missed) => (missed === 'not muted' ? [] : [missed]));
    const count = counts.reduce((sum, each) => sum + each, 0);
    await sayNotice(
      turn,
      counts.length === 0
        ? { notice: 'not muted', values: { project } }
        : { notice: 'unmuted', values: { project, count } },
    );
  });

type At = { projectKey: string; placeId: number };

async function oneByOne<Outcome>(
  places: readonly At[],
  act: (at: At) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const at of places) outcomes.push(await act(at));
  return outcomes;
}

/** Acts on the projects whose alerts come to this channel: the one named, or all that this person owns. */
async function inEach(
  { db }: BotDeps,
  turn: Turn,
  { rest, own }: { rest: string; own: OwnChannel },
  act: (here: { at: readonly At[]; project: string }) => Promise<void>,
): Promise<void> {
  const { channelId } = own.channel;
  const mine = own.projects.filter(({ channel }) => channel?.channelId === channelId);
  const wanted = unquoted(rest);
  const named = wanted === '' ? mine : [findProject(mine, wanted) ?? []].flat();
  const place = await findPlace(db, turn.who.tenantId, 'channel', channelId);
  if (named.length === 0 || place === undefined) {
    return await sayNotice(turn, { notice: 'may not mute' });
  }
  const at = named.map(({ key }) => ({ projectKey: key, placeId: place.id }));
  await act({ at, project: namesOf(turn, named) });
}

const namesOf = (turn: Turn, projects: readonly Project[]) =>
  listed(
    projects.map(({ name }) => name),
    turn.language,
  );
