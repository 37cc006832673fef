import type { Db } from '../../src/store/database.ts';
import { anyPlace, findPlace, learnPlace } from '../../src/store/telling/places.ts';
import type { Clock } from '../../src/work/runtime/work-deps.ts';
import type { Connector } from './connector.ts';
import { type Reference, readReference } from './conversation-reference.ts';

export type ReachDeps = { db: Db; clock: Clock; connector: Connector };

/**
 * Finds the place of a person's own chat. Opens the chat through the team's roster where the person has never written
 * to the bot.
 */
export async function reachPerson(
  deps: ReachDeps,
  who: { tenantId: string; personId: string; teamId: string | undefined },
): Promise<number | undefined> {
  const known = await findPlace(deps.db, who.tenantId, 'person', who.personId);
  if (known !== undefined) return known.id;
  const team =
    who.teamId === undefined
      ? undefined
      : await findPlace(deps.db, who.tenantId, 'team', who.teamId);
  const reference = readReference(team?.reference);
  if (reference === undefined) return undefined;
  const member = await deps.connector.member(reference, who.personId);
  if (member.kind !== 'sent') return undefined;
  const chat = await deps.connector.openChat(reference, member.userId);
  if (chat.kind !== 'sent') return undefined;
  const opened: Reference = {
    ...reference,
    conversationId: chat.conversationId,
    userId: member.userId,
  };
  const place = await learnPlace(
    deps.db,
    {
      tenantId: who.tenantId,
      kind: 'person',
      key: who.personId,
      teamId: null,
      reference: opened,
      locale: null,
      timeZone: null,
      name: member.name ?? null,
    },
    deps.clock.now(),
  );
  return place.id;
}

/**
 * Finds the place of a channel. Where the bot has not stored it yet, makes it from the place of the channel's team.
 * Undefined for a channel that the bot has lost.
 */
export async function reachChannel(
  deps: ReachDeps,
  tenantId: string,
  channel: { teamId: string; channelId: string },
): Promise<number | undefined> {
  const known = await anyPlace(deps.db, tenantId, 'channel', channel.channelId);
  // A lost channel comes back when somebody adds the bot again. Being in the team does not prove that.
  if (readReference(known?.reference) !== undefined) {
    return known?.deadAt === null ? known.id : undefined;
  }
  const team = await findPlace(deps.db, tenantId, 'team', channel.teamId);
  const reference = readReference(team?.reference);
  if (team === undefined || reference === undefined) return undefined;
  const there: Reference = { ...reference, conversationId: channel.channelId };
  const place = await learnPlace(
    deps.db,
    {
      tenantId,
      kind: 'channel',
      key: channel.channelId,
      teamId: channel.teamId,
      reference: there,
      locale: team.locale,
      timeZone: team.timeZone,
    },
    deps.clock.now(),
  );
  return place.id;
}
