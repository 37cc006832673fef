import { channels, groups, people, tenantId } from '../sandbox/seed.ts';

/** The bot's name in the client. People type it after an @. */
export const botName = 'Guestlist';

/** The channel's name in the client's list. */
export const partnersChannel = 'Atlas - Partners';

const channelId = channels.atlas.channelId;

/**
 * Uses the client's channel, without approval: the client acts as one person, who may not approve their own request.
 */
export const projectsFile = {
  projects: [
    {
      key: 'atlas',
      name: 'Atlas',
      owners: [people.megan.objectId],
      channel: { teamId: groups.atlasTeam.id, channelId },
      approval: { required: false },
      access: { groups: [groups.atlasPartners.id] },
      invitation: { language: 'en-US' },
    },
    {
      key: 'beacon',
      name: 'Beacon',
      owners: [people.adele.objectId],
      approval: { required: false },
      access: { groups: [groups.beaconPartners.id] },
    },
  ],
};

const person = ({ name, mail, objectId }: { name: string; mail: string; objectId: string }) => {
  const [givenName, surname] = name.split(' ');
  // The client spells the third key like this.
  return { name, email: mail, userPrincipleName: mail, aadObjectId: objectId, givenName, surname };
};

const lynne = {
  name: 'Lynne Robbins',
  mail: 'lynne@contoso.example',
  objectId: 'a1000000-0000-4000-8000-000000000009',
};

/**
 * The practice company in the client's format: exactly five people beside the acting one, and one channel beside
 * General. The client uses ids of its own for people, unlike those of Teams (`29:...`).
 */
export const playgroundConfig = {
  version: '0.1.1',
  tenantId,
  bot: { id: '00000000-0000-0000-0000-000000000011', name: botName },
  currentUser: { id: 'user-id-0', ...person(people.alex) },
  users: [people.megan, people.adele, people.isaiah, people.gina, lynne].map((each, n) => ({
    id: `user-id-${n + 1}`,
    ...person(each),
  })),
  personalChat: { id: 'personal-chat-id' },
  groupChat: { id: 'group-chat-id', name: 'Group Chat' },
  team: {
    id: 'team-id',
    name: 'Atlas',
    aadGroupId: groups.atlasTeam.id,
    channels: [{ id: channelId, name: 'Partners' }],
  },
};
