import type { Project } from '../../guests/project/project.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { lockProject, storeChannel } from '../../store/projects.ts';
import { leavePlace } from '../../store/telling/mutes.ts';
import { anyPlace } from '../../store/telling/places.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { postNotice } from '../telling/tell-people.ts';

export type LinkDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachChannel'>;
};

/** Links a project to this channel, which gets its alerts from now on. Tells the channel that had them. */
export async function linkChannel(
  deps: LinkDeps,
  who: Who,
  to: { project: Pick<Project, 'key' | 'name'>; teamId: string; channelId: string },
): Promise<'linked' | 'linked already'> {
  const now = deps.clock.now();
  const { key } = to.project;
  const channel = { teamId: to.teamId, channelId: to.channelId };
  const outcome = await inTransaction(deps.db, async (trx) => {
    const project = await lockProject(trx, key);
    if (project?.channel?.channelId === to.channelId) return 'linked already' as const;
    await storeChannel(trx, { projectKey: key, ...channel, linkedBy: who.personId }, now);
    const old =
      project?.channel && (await anyPlace(trx, who.tenantId, 'channel', project.channel.channelId));
    if (old !== undefined) await leavePlace(trx, { projectKey: key, placeId: old.id });
    const detail = { project: key, ...channel };
    await record(trx, { actor: who.personId, what: 'channel linked', detail }, now);
    // In the same transaction as the link: after a crash the old channel must not wait for alerts that go elsewhere.
    if (project?.channel !== undefined) {
      await tellOld(deps, trx, { who, project: to.project, before: project.channel });
    }
    return 'linked' as const;
  });
  if (outcome === 'linked') deps.log.info('channel linked', { projectKey: key });
  return outcome;
}

async function tellOld(
  deps: LinkDeps,
  trx: Db,
  moved: {
    who: Who;
    project: Pick<Project, 'key' | 'name'>;
    before: { teamId: string; channelId: string };
  },
): Promise<void> {
  const { who, project, before } = moved;
  const placeId = await deps.announcer.reachChannel(who.tenantId, before);
  if (placeId === undefined) return;
  const now = deps.clock.now();
  const values = { project: project.name, name: who.name };
  const detail = { reason: { code: 'channel moved', values } };
  const subjectId = Math.floor(now.getTime() / 1000);
  const topic = `channel moved ${project.key}`;
  await postNotice(trx, { placeId, subjectId, topic, detail }, now);
}
