import type { AccessName, RequestRecord } from '../../src/store/requests/requests.ts';
import type { AccessNames } from '../cards/access-facts.ts';

/** The access of a project by the names that the last review read in Entra. */
export function accessNames(
  request: Pick<RequestRecord, 'review'>,
  projectKey: string,
): AccessNames {
  const facts = request.review?.access.find(({ project }) => project === projectKey);
  return byKind(facts?.names ?? []);
}

/** Sorts names by the kind of access, as cards show them. */
export const byKind = (names: readonly AccessName[]): AccessNames => ({
  groups: names.filter(({ kind }) => kind === 'group').map(({ name }) => name),
  applications: names
    .filter(({ kind }) => kind === 'app')
    .map(({ name, role }) => (role === undefined ? { name } : { name, role })),
  licences: names.filter(({ kind }) => kind === 'licence').map(({ name }) => name),
});
