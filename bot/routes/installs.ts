import type { TurnContext } from 'botbuilder';
import { type Activity, ActivityTypes } from 'botbuilder';
import { reviveChannels } from '../../src/store/telling/places.ts';
import { type TurnDeps, withTurn } from '../turns/begin-turn.ts';
import { learnChannel } from '../turns/learn-places.ts';
import {
  isPersonal,
  personOf,
  readChannelData,
  readOrigin,
  referenceOf,
  tenantOf,
} from '../turns/read-turn.ts';
import { forget, welcome } from './welcome.ts';

const isUpdate = (activity: Activity) =>
  activity.type === ActivityTypes.InstallationUpdate ||
  activity.type === ActivityTypes.ConversationUpdate;

/** The bot, or somebody, came in. */
export const isArrival = (activity: Activity) =>
  isUpdate(activity) &&
  (activity.action?.startsWith('add') === true ||
    (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient.id));

/** The bot was removed, or the team or channel it was in. */
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

/** Learns the place, and says hello where it is new. Members who join later are not greeted. */
export async function arrive(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  if (readOrigin(activity) !== undefined) {
    return await withTurn(deps, context, async (turn) => {
      await comeBack(deps, turn.who.tenantId, turn.channel?.teamId);
      await welcome(deps, turn, turn.isNewPlace);
    });
  }
  // Installed by nobody we are told of: the channel is learnt all the same.
  const data = readChannelData(activity);
  const tenantId = tenantOf(activity, data);
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

/** What could not be said in the team's channels meanwhile is said now. */
async function comeBack(deps: TurnDeps, tenantId: string, teamId: string | undefined) {
  if (teamId === undefined) return;
  await reviveChannels(deps.db, tenantId, teamId, deps.clock.now());
  // Those that it never came to write in are reached over the team.
  for (const { channel } of await deps.projects()) {
    if (channel?.teamId === teamId) await deps.announcer.reachChannel(tenantId, channel);
  }
  deps.wake();
}

export async function depart(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  const data = readChannelData(activity);
  const tenantId = tenantOf(activity, data);
  if (tenantId === undefined) return;
  const key =
    eventOf(activity) === 'channelDeleted'
      ? data.channel?.id
      : (data.team?.aadGroupId?.toLowerCase() ?? whereLeft(activity));
  if (key !== undefined) await forget(deps, tenantId, key);
}

/** A channel, or somebody's own chat. Leaving a chat of several takes nobody's own chat away. */
function whereLeft(activity: Activity): string | undefined {
  const { conversationType, id } = activity.conversation;
  if (conversationType === 'channel') return id.split(';')[0];
  return isPersonal(activity) ? personOf(activity) : undefined;
}

function eventOf(activity: Activity): string | undefined {
  const data: { eventType?: unknown } = activity.channelData ?? {};
  return typeof data.eventType === 'string' ? data.eventType : undefined;
}
