/** The practice company before anything happens. Ids are fixed, so that tests can name them. */
const id = (group: string, n: number) =>
  `${group.padEnd(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const tenantId = id('c0', 1);

export const people = {
  /** Invites with files; also runs the bot. */
  alex: {
    objectId: id('a1', 1),
    name: 'Alex Wilber',
    mail: 'alex@contoso.example',
    userType: 'Member',
  },
  /** Owner of Atlas. */
  megan: {
    objectId: id('a1', 2),
    name: 'Megan Bowen',
    mail: 'megan@contoso.example',
    userType: 'Member',
  },
  /** Owner of Atlas (through the owners' group) and of Beacon. */
  adele: {
    objectId: id('a1', 3),
    name: 'Adele Vance',
    mail: 'adele@contoso.example',
    userType: 'Member',
  },
  /** An employee with no rights in the bot. */
  isaiah: {
    objectId: id('a1', 4),
    name: 'Isaiah Langer',
    mail: 'isaiah@contoso.example',
    userType: 'Member',
  },
  /** A guest who already sits in the Atlas team's channel. */
  gina: {
    objectId: id('a1', 5),
    name: 'Gina Partner',
    mail: 'gina@northwind.example',
    userType: 'Guest',
  },
} as const;
export type PersonKey = keyof typeof people;

export const groups = {
  inviters: { id: id('9a', 1), name: 'Guestlist inviters', members: ['alex', 'adele'] },
  bulkInviters: { id: id('9a', 2), name: 'Guestlist bulk inviters', members: ['alex'] },
  operators: { id: id('9a', 3), name: 'Guestlist operators', members: ['alex'] },
  atlasOwners: { id: id('9a', 4), name: 'Atlas owners', members: ['adele'] },
  atlasPartners: { id: id('9a', 5), name: 'Atlas partners', members: ['gina'] },
  /** A dynamic group: nobody can write its members. */
  allStaff: { id: id('9a', 6), name: 'All staff', members: [], dynamic: true },
  /** Microsoft 365 group behind the Atlas team. */
  atlasTeam: { id: id('9a', 7), name: 'Atlas', members: ['megan', 'adele', 'gina'], unified: true },
  beaconPartners: { id: id('9a', 8), name: 'Beacon partners', members: [] },
} as const;

export const applications = {
  atlasPortal: {
    appId: id('ab', 1),
    servicePrincipalId: id('5b', 1),
    name: 'Atlas Portal',
    roles: [
      { id: id('40', 1), name: 'Reader' },
      { id: id('40', 2), name: 'Editor' },
    ],
  },
  /** Declares no roles, so Entra assigns the default role. */
  beaconWiki: {
    appId: id('ab', 2),
    servicePrincipalId: id('5b', 2),
    name: 'Beacon Wiki',
    homepage: 'https://wiki.contoso.example/',
    roles: [],
  },
} as const;

/** The bot as Teams knows it. */
export const bot = { id: '28:guestlist', name: 'Guestlist' } as const;

export const channels = {
  atlas: {
    teamId: groups.atlasTeam.id,
    teamThreadId: '19:atlas-team@thread.tacv2',
    channelId: '19:atlas-partners@thread.tacv2',
    name: 'Atlas > Partners',
    general: 'Atlas > General',
    members: ['megan', 'adele', 'gina'],
  },
} as const;

/** PROJECTS_FILE of the sandbox. Beacon needs no approval and has no channel. */
export const projectsFile = {
  projects: [
    {
      key: 'atlas',
      name: 'Atlas',
      owners: [people.megan.objectId],
      ownersGroup: groups.atlasOwners.id,
      channel: { teamId: channels.atlas.teamId, channelId: channels.atlas.channelId },
      approval: { required: true, approvers: 1, timeout: 'P1D' },
      access: {
        groups: [groups.atlasPartners.id],
        apps: [
          {
            servicePrincipalId: applications.atlasPortal.servicePrincipalId,
            appRoleId: applications.atlasPortal.roles[0].id,
          },
        ],
      },
      invitation: { redirectUrl: 'https://atlas.contoso.example/welcome', language: 'en-US' },
    },
    {
      key: 'beacon',
      name: 'Beacon',
      owners: [people.adele.objectId],
      approval: { required: false },
      access: {
        groups: [groups.beaconPartners.id],
        apps: [{ servicePrincipalId: applications.beaconWiki.servicePrincipalId }],
      },
      invitation: { language: 'nl-NL' },
    },
  ],
};

/** One project that uses the Atlas channel, needs no approval and gives one group: for tests of later stages. */
export const oneOpenProject = (name: string, groupId: string) => ({
  projects: [
    {
      key: name.toLowerCase(),
      name,
      owners: [people.adele.objectId],
      channel: { teamId: channels.atlas.teamId, channelId: channels.atlas.channelId },
      approval: { required: false },
      access: { groups: [groupId] },
    },
  ],
});
