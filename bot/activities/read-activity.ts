import type { Activity as WholeActivity } from 'botbuilder';
import * as v from 'valibot';
import { allowedAddress } from '../http/allowed-address.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.nullish(v.string());

const things = v.nullish(v.array(v.looseObject({})));

/** The fields that the bot relies on. It passes all others through as they are. */
const Activity = v.looseObject({
  type: text,
  id: optionalText,
  channelId: optionalText,
  serviceUrl: optionalText,
  text: optionalText,
  locale: optionalText,
  action: optionalText,
  from: v.looseObject({ id: text, name: optionalText, aadObjectId: optionalText }),
  recipient: v.looseObject({ id: text, name: optionalText }),
  conversation: v.looseObject({ id: text, tenantId: optionalText }),
  channelData: v.nullish(v.looseObject({ tenant: v.nullish(v.looseObject({ id: optionalText })) })),
  entities: things,
  attachments: things,
  membersAdded: things,
  membersRemoved: things,
});

export type ActivityOrigin = v.InferOutput<typeof Activity>;
export type ReadActivity = ActivityOrigin & WholeActivity;

/** Undefined: not an activity. */
export function readActivity(body: unknown): ReadActivity | undefined {
  const read = v.safeParse(Activity, body);
  if (!read.success || Array.isArray(body)) return undefined;
  return read.output as ReadActivity;
}

/** The one tenant that an activity names. Undefined: it names none, or two. */
export function tenantOf(activity: ActivityOrigin): string | undefined {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id]
    .filter((tenant) => typeof tenant === 'string' && tenant !== '')
    .map((tenant) => tenant?.toLowerCase());
  return new Set(named).size === 1 ? named[0] : undefined;
}

/** True where Teams sent the activity, and the bot may send answers to its service URL. */
export function comesFromTeams(
  { channelId, serviceUrl }: ActivityOrigin,
  rule: { serviceUrlHosts: readonly string[]; loopback: boolean },
): boolean {
  const { serviceUrlHosts: hosts, loopback } = rule;
  // Other channels of the same registration let callers write their own object id.
  // The SDK ends an activity without a channel with an error.
  const channel = loopback ? Boolean(channelId) : channelId === 'msteams';
  return channel && allowedAddress(serviceUrl, { hosts, loopback }) !== undefined;
}
