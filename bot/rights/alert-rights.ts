import { mayDo } from '../../src/guests/rights.ts';
import { readProject } from '../../src/store/projects.ts';
import { invitersOfDigest, readDigest } from '../../src/store/telling/alert-digests.ts';
import { readPlace } from '../../src/store/telling/places.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { Turn } from '../turns/turn.ts';
import { granted, type May, refused } from './guarded.ts';

/**
 * Lets every member of the tenant read a digest in the channel that shows it. In a personal chat, lets the project's
 * owners, operators and the requester who invited all of its guests read it. For everybody else it does not exist.
 */
export const readsDigest: May<{ alertId?: number | undefined }, { digestId: number }> = async (
  { db, rights: directory },
  turn,
  { alertId },
) => {
  const digest = alertId === undefined ? undefined : await readDigest(db, alertId);
  const place = digest && (await readPlace(db, digest.placeId));
  const isHere = place?.tenantId === turn.who.tenantId && place.key === whereIs(turn);
  if (digest === undefined || !isHere) return refused({ notice: 'not found' });
  const project = await readProject(db, digest.projectKey);
  const rights = await readRights(directory, turn.who, project === undefined ? [] : [project]);
  const inviters = await invitersOfDigest(db, digest.id);
  const relation = {
    requester: inviters.every((inviter) => inviter === turn.who.personId),
    owner: project !== undefined && rights.owns(project),
  };
  const action = turn.scope === 'personal' ? 'pending' : 'see digest';
  return mayDo(action, rights, relation)
    ? granted({ digestId: digest.id })
    : refused({ notice: 'not found' });
};

/** The key of the place that a click came from: Teams vouches for it, not the card. */
const whereIs = (turn: Turn) =>
  turn.scope === 'personal' ? turn.who.personId : turn.channel?.channelId;
