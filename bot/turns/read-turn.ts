import type { Activity } from 'botbuilder';
import * as v from 'valibot';

import type { Reference } from '../sending/conversation-reference.ts';
import { htmlOf, mentionsBot, messageText } from './message-text.ts';
import { readEntities } from './read-entities.ts';
import type { Turn } from './turn.ts';

const channelDataShape = v.object({
  tenant: v.nullish(v.object({ id: v.nullish(v.string()) })),
  team: v.nullish(v.object({ id: v.nullish(v.string()), aadGroupId: v.nullish(v.string()) })),
  channel: v.nullish(v.object({ id: v.nullish(v.string()) })),
});
type SaidChannelData = v.InferOutput<typeof channelDataShape>;
/** Reads null and empty texts as missing, because Teams sends all three. */
export type ChannelData = {
  [name in keyof SaidChannelData]?: { id?: string; aadGroupId?: string };
};

const clientInfo = v.object({
  type: v.literal('clientInfo'),
  locale: v.nullish(v.string()),
  timezone: v.nullish(v.string()),
});

/** The sender and place of an activity. Undefined where no person of a tenant speaks. */
export type Origin = Omit<
  Turn,
  'say' | 'sayForNow' | 'noteRefusal' | 'language' | 'timeZone' | 'correlationId'
> & {
  locale: string | undefined;
  timeZone: string | undefined;
  /** The team's thread id, by which Teams knows it. */
  teamThreadId: string | undefined;
};

/** Reads who speaks and where. People without an object id are nobody here: anonymous ones, or no people at all. */
export function readOrigin(activity: Activity): Origin | undefined {
  const data = readChannelData(activity);
  const tenantId = tenantIn(activity, data);
  const personId = personOf(activity);
  if (tenantId === undefined || personId === undefined) return undefined;
  const said = readEntities(activity, clientInfo)[0];
  const channelId = channelOf(activity, data);
  return {
    who: { tenantId, personId, name: activity.from.name ?? '' },
    scope: scopeOf(activity),
    text: messageText(activity),
    message: { id: activity.id ?? '', edited: isEdited(activity) },
    beside: besideOf(activity),
    reference: referenceOf(activity, tenantId),
    channel:
      channelId === undefined
        ? undefined
        : { channelId, teamId: data.team?.aadGroupId?.toLowerCase() },
    teamThreadId: data.team?.id,
    locale: activity.locale ?? said?.locale ?? undefined,
    timeZone: readTimeZone(said?.timezone ?? activity.localTimezone ?? undefined),
  };
}

/** Reads the data that Teams adds to an activity. Empty where it has another shape. */
export function readChannelData(activity: Activity): ChannelData {
  const read = v.safeParse(channelDataShape, activity.channelData ?? {});
  if (!read.success) return {};
  return Object.fromEntries(
    Object.entries(read.output).map(([name, part]) => [name, withoutBlanks(part ?? {})]),
  );
}

const withoutBlanks = (part: object): { id?: string; aadGroupId?: string } =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value));

/** The tenant that an activity names, in lower case. */
export function tenantIn(
  { conversation }: Pick<Activity, 'conversation'>,
  { tenant }: ChannelData,
): string | undefined {
  return (conversation.tenantId || tenant?.id)?.toLowerCase();
}

/** The speaker's object id. For people without an account Teams gives none, or an empty one. */
export const personOf = ({ from }: Pick<Activity, 'from'>): string | undefined =>
  from?.aadObjectId?.toLowerCase() || undefined;

/**
 * True for the message extension. Teams sends it from any chat, also from one between two colleagues, which calls
 * itself personal. The bot may be no member there, so such a chat is nobody's place.
 */
const isFromExtension = ({ name }: Activity) => name?.startsWith('composeExtension/') === true;

function scopeOf(activity: Activity): Turn['scope'] {
  if (isFromExtension(activity)) return 'group';
  if (activity.conversation.conversationType === 'channel') return 'channel';
  return isOneToOne(activity) ? 'personal' : 'group';
}

/**
 * True where only the speaker reads along. It must be provable: a meeting chat may call itself personal, and a kind of
 * conversation that the bot does not know yet may hold anybody. Chats of several have ids that begin with `19:`.
 */
export function isOneToOne({ conversation }: Pick<Activity, 'conversation'>): boolean {
  const { id, isGroup, conversationType } = conversation;
  if (isGroup || (id.startsWith('19:') && !id.includes('@unq.gbl.spaces'))) return false;
  return conversationType ? conversationType === 'personal' : id.startsWith('a:');
}

function channelOf(activity: Activity, data: ChannelData): string | undefined {
  if (scopeOf(activity) !== 'channel') return undefined;
  return data.channel?.id ?? activity.conversation.id.split(';')[0];
}

/** True for a message that its author changed. */
const isEdited = ({ type }: Activity) => type === 'messageUpdate';

/** Says whether a picture or a link came where people usually send a file. */
function besideOf(activity: Activity): Turn['beside'] {
  const { text } = activity;
  const attachments = activity.attachments ?? [];
  if (attachments.some(({ contentType }) => contentType?.startsWith('image/'))) return 'picture';
  const html = htmlOf(activity) ?? '';
  const isLink =
    attachments.some(({ contentType }) => contentType === 'reference') ||
    /https?:\/\//i.test(typeof text === 'string' ? text : '') ||
    /<a\s[^<>]*href\s*=\s*["']?https?:/i.test(html);
  if (isLink) return 'link';
  return /<img\s/i.test(html) ? 'picture' : undefined;
}

/** The reference with which the bot can answer here later. */
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

/** Reads a time zone in which the bot can show dates, by the name that the language library gives it. */
function readTimeZone(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const known = zones.get(said);
  if (known !== undefined) return known;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: said }).resolvedOptions().timeZone;
    // Making a format is slow, so it is remembered. Zones are few, but spellings are many: only right ones are
    // remembered.
    if (said === zone) zones.set(said, zone);
    return zone;
  } catch {
    return undefined;
  }
}

/** True where a message in a channel or a group is meant for the bot. */
export function isForBot(activity: Activity): boolean {
  return scopeOf(activity) === 'personal' || mentionsBot(activity);
}
