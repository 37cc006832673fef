import { createHash } from 'node:crypto';
import { channels, type PersonKey, people } from '../seed.ts';

export type ChannelKey = keyof typeof channels;

/** A person's own chat with the bot, a channel that projects use, or its team's General channel. */
export type Where = 'personal' | ChannelKey | `${ChannelKey} general`;

export type Place =
  | { kind: 'personal'; person: PersonKey }
  | { kind: 'channel'; channel: ChannelKey; room: Where; id: string };

export const personKeys = Object.keys(people).filter((key): key is PersonKey => key in people);
export const channelKeys = Object.keys(channels).filter(
  (key): key is ChannelKey => key in channels,
);

const opaque = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Teams' own id for a person: another for each bot, and never the Entra object id. */
export const mriOf = (person: PersonKey) => `29:1${opaque(`user ${person}`)}`;
export const chatIdOf = (person: PersonKey) => `a:1${opaque(`chat ${person}`)}`;

export const personOfMri = (id: string) => personKeys.find((key) => mriOf(key) === id);
export const personOfObjectId = (id: string) =>
  personKeys.find((key) => people[key].objectId === id.toLowerCase());

export function roomId(where: Exclude<Where, 'personal'>): string {
  const key = channelKeys.find((k) => k === where);
  if (key) return channels[key].channelId;
  const team = channelKeys.find((k) => `${k} general` === where);
  if (!team) throw new Error(`There is no channel '${where}'`);
  return channels[team].teamThreadId;
}

/** The place of a conversation id, and the thread if the id names one. */
export function placeOf(conversationId: string): { place: Place; thread?: string } | undefined {
  const person = personKeys.find((key) => chatIdOf(key) === conversationId);
  if (person) return { place: { kind: 'personal', person } };
  const [id = '', thread] = conversationId.split(';messageid=');
  for (const channel of channelKeys) {
    const { channelId, teamThreadId } = channels[channel];
    if (id !== channelId && id !== teamThreadId) continue;
    const room: Where = id === channelId ? channel : `${channel} general`;
    return { place: { kind: 'channel', channel, room, id }, ...(thread ? { thread } : {}) };
  }
  return undefined;
}

export function placeAt(person: PersonKey, where: Where): Place {
  if (where === 'personal') return { kind: 'personal', person };
  const found = placeOf(roomId(where));
  if (!found) throw new Error(`There is no channel '${where}'`);
  return found.place;
}

export const membersOf = (channel: ChannelKey): readonly PersonKey[] => channels[channel].members;

export const maySee = (person: PersonKey, place: Place) =>
  place.kind === 'personal' ? place.person === person : membersOf(place.channel).includes(person);

export const conversationIdOf = (place: Place, thread?: string) => {
  if (place.kind === 'personal') return chatIdOf(place.person);
  return thread ? `${place.id};messageid=${thread}` : place.id;
};
