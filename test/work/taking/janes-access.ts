import { group, otherGroup } from '../../store/make-request.ts';
import { letPass } from '../pass-time.ts';
import { patienceMs, type Workshop } from '../workshop.ts';

export const jane = 'jane@fabrikam.com';
export const role = {
  servicePrincipalId: 'd0000000-0000-4000-8000-000000000001',
  appRoleId: undefined,
};
export const access = { groups: [group], apps: [role], licences: [] };
export const both = { groups: [group, otherGroup], apps: [], licences: [] };

export const idOf = (shop: Workshop, address = jane) =>
  shop.directory.people.get(address)?.objectId ?? '';
/** True when Jane is in the group in the fake tenant. */
export const isIn = (shop: Workshop, id = group) =>
  shop.directory.members.get(id)?.has(idOf(shop)) === true;

/** Waits until Graph shows all grants. */
export const untilShown = (shop: Workshop) => letPass(shop, patienceMs);
