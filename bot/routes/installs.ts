import type { TurnContext } from 'botbuilder';
import { type Activity, ActivityTypes } from 'botbuilder';
import { reviveChannels } from '../../src/store/telling/places.ts';
import { type TurnDeps, withTurn } from '../turns/begin-turn.ts';
import { learnChannel } from '../turns/learn-places.ts';
import {
  isOneToOne,
  personOf,
  readChannelData,
  readOrigin,
  referenceOf,
  tenantIn,
} from '../turns/read-turn.ts';
import { forget, welcome } from './welcome.ts';

const isUpdate = (activity: Activity) =>
  activity.type === ActivityTypes.InstallationUpdate ||
  activity.type === ActivityTypes.ConversationUpdate;

/** True when somebody installs the bot or adds it. */
export const isArrival = (activity: Activity) =>
  isUpdate(activity) &&
  (activity.action?.startsWith('add') === true ||
    (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient.id));

/** True when somebody removes the bot, or the team or channel it was in. */
export const isDeparture = (activity: Activity) => {
  const event = eventOf(activity);
  return (
    isUpdate(activity) &&
    (activity.action?.startsWith('remove') === true ||
      event === 'teamDeleted' ||
      event === 'channelDeleted' ||
      (activity.membersRemoved ?? []).some(({ id }) => id === activity.recipient.id))
  );
};

/** Stores the place, and greets where it is new. Members who join later get no greeting. */
export async function arrive(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  if (readOrigin(activity) !== undefined) {
    return await withTurn(deps, context, async (turn) => {
      await comeBack(deps, turn.who.tenantId, turn.channel?.teamId);
      await welcome(deps, turn, turn.isNewPlace);
    });
  }
  // Teams does not say who installed the bot. The channel is stored all the same.
  const data = readChannelData(activity);
  const tenantId = tenantIn(activity, data);
  const channelId = data.channel?.id ?? data.team?.id;
  if (tenantId === undefined || channelId === undefined) return;
  await learnChannel(
    { ...deps, now: deps.clock.now },
    {
      tenantId,
      channelId,
      reference: referenceOf(activity, tenantId),
      teamId: data.team?.aadGroupId?.toLowerCase(),
      teamThreadId: data.team?.id,
    },
  );
  await comeBack(deps, tenantId, data.team?.aadGroupId?.toLowerCase());
}

/** Sends now what the team's channels missed. */
async function comeBack(deps: TurnDeps, tenantId: string, teamId: string | undefined) {
  if (teamId === undefined) return;
  await reviveChannels(deps.db, tenantId, teamId, deps.clock.now());
  // The bot reaches channels that it never wrote in over the team.
  for (const { channel } of await deps.projects()) {
    if (channel?.teamId === teamId) await deps.announcer.reachChannel(tenantId, channel);
  }
  deps.wake();
}

/** Forgets the place that somebody removed the bot from. */
export async function depart(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  const data = readChannelData(activity);
  const tenantId = tenantIn(activity, data);
  if (tenantId === undefined) return;
  const key =
    eventOf(activity) === 'channelDeleted'
      ? data.channel?.id
      : (data.team?.aadGroupId?.toLowerCase() ?? whereLeft(activity));
  if (key !== undefined) await forget(deps, tenantId, key);
}

/**
 * The channel or personal chat that the bot leaves. Undefined for a chat of several: nobody's own chat ends with it.
 */
function whereLeft(activity: Activity): string | undefined {
  const { conversationType, id } = activity.conversation;
  if (conversationType === 'channel') return id.split(';')[0];
  return isOneToOne(activity) ? personOf(activity) : undefined;
}

function eventOf(activity: Activity): string | undefined {
  const data: { eventType?: unknown } = activity.channelData ?? {};
  return typeof data.eventType === 'string' ? data.eventType : undefined;
}
