import { applications, groups } from '../seed.ts';

const { atlasPortal, beaconWiki } = applications;

/** The access that the two projects of the practice company give. */
export const atlasAccess = {
  groupId: groups.atlasPartners.id,
  servicePrincipalId: atlasPortal.servicePrincipalId,
  appRoleId: atlasPortal.roles[0].id,
};
export const beaconAccess = {
  groupId: groups.beaconPartners.id,
  servicePrincipalId: beaconWiki.servicePrincipalId,
};
