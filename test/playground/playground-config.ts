import { channels, groups, people, tenantId } from '../sandbox/seed.ts';

/** What the client calls the bot; people type it after an @. */
export const botName = 'Guestlist';

/** The channels as the client's list names them. */
export const partnersChannel = 'Atlas - Partners';

const channelId = channels.atlas.channelId;

/** The channel is the client's, and nobody has to approve: the client acts as one person only, who may not approve. */
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
  // The client's own spelling of the third key.
  return { name, email: mail, userPrincipleName: mail, aadObjectId: objectId, givenName, surname };
};

const lynne = {
  name: 'Lynne Robbins',
  mail: 'lynne@contoso.example',
  objectId: 'a1000000-0000-4000-8000-000000000009',
};

/**
 * The practice company as the client wants it: exactly five people beside the one who acts, and one channel beside
 * General. The ids of people are the client's habit, unlike those of Teams (`29:...`).
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
