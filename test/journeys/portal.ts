import { applications, groups, people, projectsFile } from '../sandbox/seed.ts';

const { servicePrincipalId, roles } = applications.atlasPortal;

/** The practice company's projects, and one without approval that gives a group and a role. */
export const withPortal = {
  projects: [
    ...projectsFile.projects,
    {
      key: 'portal',
      name: 'Portal',
      owners: [people.adele.objectId],
      approval: { required: false },
      access: {
        groups: [groups.beaconPartners.id],
        apps: [{ servicePrincipalId, appRoleId: roles[1].id }],
      },
    },
  ],
};
