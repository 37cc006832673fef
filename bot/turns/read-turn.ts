import { type Activity, TurnContext } from 'botbuilder';
import * as v from 'valibot';

import type { Reference } from '../sending/reference.ts';
import type { Turn } from './turn.ts';

const channelDataShape = v.object({
  tenant: v.optional(v.object({ id: v.optional(v.string()) })),
  team: v.optional(v.object({ id: v.optional(v.string()), aadGroupId: v.optional(v.string()) })),
  channel: v.optional(v.object({ id: v.optional(v.string()) })),
});
export type ChannelData = v.InferOutput<typeof channelDataShape>;

const clientInfo = v.object({
  type: v.literal('clientInfo'),
  locale: v.optional(v.string()),
  timezone: v.optional(v.string()),
});

/** What an activity says of itself, or nothing where nobody of a tenant is speaking. */
export type Origin = Omit<Turn, 'say' | 'language' | 'timeZone' | 'correlationId'> & {
  locale: string | undefined;
  timeZone: string | undefined;
  /** The team's thread id, by which Teams knows it. */
  teamThreadId: string | undefined;
};

/** People without an object id (anonymous, or no people at all) are nobody here. */
export function readOrigin(activity: Activity): Origin | undefined {
  const data = readChannelData(activity);
  const tenantId = (activity.conversation.tenantId ?? data.tenant?.id)?.toLowerCase();
  const personId = activity.from?.aadObjectId?.toLowerCase();
  if (tenantId === undefined || personId === undefined) return undefined;
  const info = activity.entities
    ?.map((each) => v.safeParse(clientInfo, each))
    .find((read) => read.success);
  const said = info?.success ? info.output : undefined;
  const channelId = channelOf(activity, data);
  return {
    who: { tenantId, personId, name: activity.from.name ?? '' },
    scope: scopeOf(activity),
    text: textOf(activity),
    reference: referenceOf(activity, tenantId),
    channel:
      channelId === undefined
        ? undefined
        : { channelId, teamId: data.team?.aadGroupId?.toLowerCase() },
    teamThreadId: data.team?.id,
    locale: activity.locale ?? said?.locale,
    timeZone: readTimeZone(said?.timezone ?? activity.localTimezone),
  };
}

export function readChannelData(activity: Activity): ChannelData {
  const read = v.safeParse(channelDataShape, activity.channelData ?? {});
  return read.success ? read.output : {};
}

function scopeOf(activity: Activity): Turn['scope'] {
  if (activity.conversation.conversationType === 'channel') return 'channel';
  if (activity.conversation.conversationType === 'groupChat') return 'group';
  return 'personal';
}

function channelOf(activity: Activity, data: ChannelData): string | undefined {
  if (scopeOf(activity) !== 'channel') return undefined;
  return data.channel?.id ?? activity.conversation.id.split(';')[0];
}

/** Spaces of every kind come in when people paste; the mention of the bot is not part of what they say. */
function textOf(activity: Activity): string {
  if (typeof activity.text !== 'string') return '';
  const text = TurnContext.removeRecipientMention({ ...activity }) ?? '';
  return text
    .replace(/<at>[^<]*<\/at>/g, ' ')
    .replace(/[ \u00a0\u200b]+/g, ' ')
    .trim();
}

export function referenceOf(activity: Activity, tenantId: string): Reference {
  return {
    serviceUrl: activity.serviceUrl,
    conversationId: activity.conversation.id,
    botId: activity.recipient.id,
    ...(activity.recipient.name ? { botName: activity.recipient.name } : {}),
    tenantId,
    ...(scopeOf(activity) === 'personal' ? { userId: activity.from.id } : {}),
  };
}

const zones = new Map<string, string>();

/** Only zones that dates can be shown in, by the name that the language library gives them. */
function readTimeZone(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const known = zones.get(said);
  if (known !== undefined) return known;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: said }).resolvedOptions().timeZone;
    // Making a format is slow. Names are few, but cases are many: whoever plays with them is not remembered.
    if (said === zone) zones.set(said, zone);
    return zone;
  } catch {
    return undefined;
  }
}

/** Whether a message in a channel or a group is meant for the bot. */
export function isForBot(activity: Activity): boolean {
  if (scopeOf(activity) === 'personal') return true;
  const mentioned = v.object({
    type: v.literal('mention'),
    mentioned: v.object({ id: v.string() }),
  });
  return (
    activity.entities?.some((each) => {
      const read = v.safeParse(mentioned, each);
      return read.success && read.output.mentioned.id === activity.recipient.id;
    }) ?? false
  );
}
