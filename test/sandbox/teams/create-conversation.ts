import type { PersonKey } from '../seed.ts';
import { refusals } from './connector-answers.ts';
import type { Answer } from './http.ts';
import {
  chatIdOf,
  conversationIdOf,
  type Place,
  personOfMri,
  personOfObjectId,
  placeOf,
} from './ids.ts';
import { listAt, objectAt, textAt } from './json.ts';
import { postMessage, readActivity } from './post-message.ts';
import { botMayWrite, serviceUrlOf, type World } from './world.ts';

/** The chat or channel that the new conversation would write to. The call counts in its windows. */
export function conversationNamed(body: unknown): string {
  const channel = textAt(body, 'channelData', 'channel', 'id');
  if (channel) return channel;
  const id = textAt(listAt(body, 'members')[0], 'id') ?? '';
  const person = personOfMri(id) ?? personOfObjectId(id);
  return person ? chatIdOf(person) : 'nobody';
}

/** Opens a personal chat (one member), or a new thread in a channel (with its first message). */
export function createConversation(world: World, body: unknown): Answer {
  const channel = textAt(body, 'channelData', 'channel', 'id');
  return channel === undefined ? createPersonal(world, body) : createThread(world, channel, body);
}

function createPersonal(world: World, body: unknown): Answer {
  const members = listAt(body, 'members');
  if (members.length !== 1) return refusals.badSyntax('Bots can create chats with one member only');
  if (!textAt(body, 'channelData', 'tenant', 'id') && !textAt(body, 'tenantId'))
    return refusals.badSyntax('Tenant id is required to create a personal chat');
  const id = textAt(members[0], 'id') ?? '';
  const known = personOfMri(id);
  const person = known ?? personOfObjectId(id);
  if (!person) return refusals.noMember();
  const refused = refusedBy(world, person, known ? 'Teams id' : 'object id');
  if (refused) return refused;
  return opened(world, { kind: 'personal', person }, body);
}

// The object id works only when the person installed the app. The Teams id also works through a team.
function refusedBy(world: World, person: PersonKey, by: 'Teams id' | 'object id') {
  if (world.removedBy.has(person)) return refusals.writesBlocked();
  if (by === 'object id' && !world.installedFor.has(person)) return refusals.forbidden();
  return botMayWrite(world, { kind: 'personal', person }) ? undefined : refusals.notInRoster();
}

function createThread(world: World, channelId: string, body: unknown): Answer {
  const found = placeOf(channelId);
  if (found?.place.kind !== 'channel') return refusals.noConversation();
  if (!botMayWrite(world, found.place)) return refusals.notInRoster();
  if (!objectAt(body, 'activity'))
    return refusals.badSyntax('A new thread needs its first activity');
  return opened(world, found.place, body);
}

function opened(world: World, place: Place, body: unknown): Answer {
  const activity = readActivity(objectAt(body, 'activity'));
  const posted = activity ? postMessage(world, { place }, activity) : undefined;
  if (posted && posted.status >= 400) return posted;
  const id =
    place.kind === 'channel' ? conversationIdOf(place, posted?.id) : chatIdOf(place.person);
  return {
    status: 201,
    body: {
      id,
      serviceUrl: serviceUrlOf(world),
      ...(posted?.id ? { activityId: posted.id } : {}),
    },
  };
}
