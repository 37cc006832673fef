import { applications, people, projectsFile } from '../sandbox/seed.ts';

export const heldGroupId = '9a000000-0000-4000-8000-00000000bbbb';
const own = { owners: [people.adele.objectId], approval: { required: false } };
const essentials = { skuId: '5c000000-0000-4000-8000-000000000001', usageLocation: 'NL' };

/** The practice company's projects, and two without approval: one gives a licence, the other one grant of each kind. */
export const withHeld = {
  projects: [
    ...projectsFile.projects,
    { key: 'essentials', name: 'Essentials', ...own, access: { licences: [essentials] } },
    {
      key: 'held',
      name: 'Held',
      ...own,
      access: {
        groups: [heldGroupId],
        apps: [
          {
            servicePrincipalId: applications.atlasPortal.servicePrincipalId,
            appRoleId: applications.atlasPortal.roles[0].id,
          },
        ],
        licences: [essentials],
      },
    },
  ],
};
