import * as made from './made-applications.ts';
import * as catalogue from './made-catalogue.ts';
import { type Route, route } from './route.ts';

const applications = 'Application.ReadWrite.All';
const catalogueApps = '/appCatalogs/teamsApps';
/** What only an administrator's set-up calls. */
export const setupRoutes: readonly Route[] = [
  route(['POST', '/applications'], applications, 1, made.createApplication),
  route(['GET', '/applications/{id}'], applications, 1, made.getApplication),
  route(['PATCH', '/applications/{id}'], applications, 1, made.patchApplication),
  route(['DELETE', '/applications/{id}'], applications, 1, made.deleteApplication),
  route(['POST', '/applications/{id}/addPassword'], applications, 1, made.addPassword),
  route(['POST', '/servicePrincipals'], applications, 1, made.createPrincipal),
  route(['GET', catalogueApps], 'AppCatalog.Submit', 1, catalogue.listApps),
  route(['POST', catalogueApps], 'AppCatalog.Submit', 1, catalogue.publishApp),
  route(['DELETE', `${catalogueApps}/{id}`], 'AppCatalog.Submit', 1, catalogue.removeApp),
  route(
    ['POST', '/users/{id}/teamwork/installedApps'],
    'TeamsAppInstallation.ReadWriteForUser',
    1,
    catalogue.installApp,
  ),
  route(
    ['POST', '/teams/{id}/installedApps'],
    'TeamsAppInstallation.ReadWriteForTeam',
    1,
    catalogue.installApp,
  ),
];
