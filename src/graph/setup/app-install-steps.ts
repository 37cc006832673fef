import { odataText } from '../client/graph-path.ts';
import type { SetupStep } from './setup-step.ts';

/** Publishes the app in the organisation's catalogue. */
export const catalogueStep = (zip: Uint8Array, appId: string): SetupStep => ({
  id: 'catalogue',
  what: 'catalogue',
  name: appId,
  look: {
    path: '/appCatalogs/teamsApps',
    query: { $filter: `externalId eq ${odataText(appId)}` },
    where: { distributionMethod: 'organization' },
  },
  make: { method: 'POST', path: '/appCatalogs/teamsApps', body: zip },
  undo: '/appCatalogs/teamsApps/{{catalogue}}',
  byHand: true,
});

/** Installs the app for somebody. */
export const personalAppStep = (root: string, person: { id: string; name: string }): SetupStep => ({
  id: 'personal app',
  what: 'personal app',
  name: person.name,
  ...installed(root, `/users/${person.id}/teamwork/installedApps`),
});

/** Adds the app to a team. */
export const teamAppStep = (root: string, team: { id: string; name: string }): SetupStep => ({
  id: 'team app',
  what: 'team app',
  name: team.name,
  ...installed(root, `/teams/${team.id}/installedApps`),
});

/** Graph answers a second installation with a conflict, so nothing looks first. */
const installed = (root: string, path: string) => ({
  make: {
    method: 'POST' as const,
    path,
    body: { 'teamsApp@odata.bind': `${root}/appCatalogs/teamsApps/{{catalogue}}` },
  },
  byHand: true as const,
});
