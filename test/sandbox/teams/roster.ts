import { channels, type PersonKey, people, tenantId } from '../seed.ts';
import { refusals } from './connector-answers.ts';
import type { Answer } from './http.ts';
import { channelKeys, membersOf, mriOf, type Place } from './ids.ts';
import type { Json } from './json.ts';
import type { World } from './world.ts';

function account(person: PersonKey): Json {
  const { name, objectId, mail, userType } = people[person];
  const [givenName = name, ...rest] = name.split(' ');
  const guest = userType === 'Guest';
  return {
    id: mriOf(person),
    name,
    objectId,
    aadObjectId: objectId,
    givenName,
    surname: rest.join(' '),
    email: mail,
    userPrincipalName: guest ? `${mail.replace('@', '_')}#EXT#@contoso.onmicrosoft.com` : mail,
    tenantId,
    userRole: guest ? 'guest' : 'user',
  };
}

const present = (place: Place): readonly PersonKey[] =>
  place.kind === 'personal' ? [place.person] : membersOf(place.channel);

export const members = (place: Place): Answer => ({
  status: 200,
  body: present(place).map(account),
});

export function pagedMembers(place: Place, query: URLSearchParams): Answer {
  const size = Math.max(1, Math.min(500, Number(query.get('pageSize') ?? 200) || 200));
  const from = Number(query.get('continuationToken') ?? 0) || 0;
  const all = present(place).map(account);
  const page = all.slice(from, from + size);
  const more = from + size < all.length;
  return {
    status: 200,
    body: { members: page, ...(more ? { continuationToken: String(from + size) } : {}) },
  };
}

/** `id` is a Teams id or an object id. */
export function member(place: Place, id: string): Answer {
  const key = present(place).find((p) => mriOf(p) === id || people[p].objectId === id);
  return key ? { status: 200, body: account(key) } : refusals.noMember();
}

export function team(world: World, teamThreadId: string, part: 'facts' | 'channels'): Answer {
  const channel = channelKeys.find((key) => channels[key].teamThreadId === teamThreadId);
  if (!channel) return refusals.noConversation();
  if (!world.installedIn.has(channel)) return refusals.notInRoster();
  const { teamId, name, channelId } = channels[channel];
  const [teamName, channelName] = name.split(' > ');
  const body =
    part === 'facts'
      ? {
          id: teamThreadId,
          name: teamName,
          aadGroupId: teamId,
          memberCount: membersOf(channel).length,
        }
      : { conversations: [{ id: teamThreadId }, { id: channelId, name: channelName }] };
  return { status: 200, body };
}
