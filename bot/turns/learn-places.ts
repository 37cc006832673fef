import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../../src/store/database.ts';
import type { KnownPlace } from '../../src/store/telling/activities.ts';
import { findPlace, learnPlace, type NewPlace } from '../../src/store/telling/places.ts';
import type { Connector } from '../sending/connector.ts';
import type { Reference } from '../sending/conversation-reference.ts';
import type { Origin } from './read-turn.ts';
import type { SeenPerson } from './seen-with-activity.ts';

export type LearnDeps = { db: Db; connector: Pick<Connector, 'team'>; now: () => Date };

/** The person's language and time zone, and whether the place from which they spoke was new. */
export type Learnt = { locale: string | undefined; timeZone: string | undefined; isNew: boolean };

/**
 * Stores where the bot can reach this person or channel, and in what language and zone. Reads every activity, because
 * service addresses change. `seen` came with the activity.
 */
export async function learnPlaces(
  deps: LearnDeps,
  origin: Origin,
  seen?: SeenPerson,
): Promise<Learnt> {
  const { who, reference } = origin;
  const { known } = seen ?? {
    known: await findPlace(deps.db, who.tenantId, 'person', who.personId),
  };
  const isNew =
    origin.scope === 'personal'
      ? await learnPerson(deps, origin, known)
      : origin.channel !== undefined &&
        (await learnChannel(deps, {
          ...origin,
          ...origin.channel,
          tenantId: who.tenantId,
          reference,
        }));
  return {
    locale: origin.locale ?? known?.locale ?? undefined,
    timeZone: origin.timeZone ?? known?.timeZone ?? undefined,
    isNew,
  };
}

async function learnPerson(
  deps: LearnDeps,
  origin: Origin,
  known: KnownPlace | undefined,
): Promise<boolean> {
  const place = {
    tenantId: origin.who.tenantId,
    kind: 'person',
    key: origin.who.personId,
    teamId: null,
    reference: origin.reference,
    locale: origin.locale ?? null,
    timeZone: origin.timeZone ?? null,
    name: origin.who.name || null,
    spoken: true,
  } as const;
  return await learn(deps, place, known);
}

/** Writes only what is new. Mostly nothing is new, and a write makes people wait for the disk. */
async function learn(
  deps: LearnDeps,
  place: NewPlace,
  known: KnownPlace | undefined,
): Promise<boolean> {
  const { spoken: _, ...facts } = place;
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));
  if (known !== undefined && isDeepStrictEqual({ ...known, ...said }, known)) return false;
  return (await learnPlace(deps.db, place, deps.now())).isNew;
}

export type ChannelSeen = {
  tenantId: string;
  reference: Reference;
  channelId: string;
  /** The group behind the team, where the activity names it. */
  teamId: string | undefined;
  teamThreadId: string | undefined;
};

/** Stores a channel and its team, without the language of the person who happened to write there. */
export async function learnChannel(deps: LearnDeps, seen: ChannelSeen): Promise<boolean> {
  const { tenantId, channelId } = seen;
  const known = await findPlace(deps.db, tenantId, 'channel', channelId);
  const teamId = seen.teamId ?? known?.teamId ?? (await groupBehind(deps, seen));
  const common = { tenantId, locale: null, timeZone: null };
  const reference = { ...seen.reference, conversationId: channelId };
  const channel = { ...common, kind: 'channel', key: channelId, teamId: teamId ?? null } as const;
  const isNew = await learn(deps, { ...channel, reference }, known);
  if (teamId !== undefined) {
    const team = { ...common, kind: 'team', key: teamId, teamId } as const;
    const there = { ...seen.reference, conversationId: seen.teamThreadId ?? channelId };
    const knownTeam = await findPlace(deps.db, tenantId, 'team', teamId);
    await learn(deps, { ...team, reference: there }, knownTeam);
  }
  return isNew;
}

/** Ordinary messages in channels do not name the group behind the team; Teams tells when asked. */
async function groupBehind(deps: LearnDeps, seen: ChannelSeen): Promise<string | undefined> {
  if (seen.teamThreadId === undefined) return undefined;
  const team = await deps.connector.team(seen.reference, seen.teamThreadId);
  return team.kind === 'sent' ? team.groupId?.toLowerCase() : undefined;
}
