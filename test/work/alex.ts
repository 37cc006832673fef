import { requesterId, tenantId } from '../store/make-request.ts';

/** The requester of the tests' requests, who may ask for anything and decide nothing. */
export const alex = {
  tenantId,
  personId: requesterId,
  name: 'Alex',
  rights: {
    tenantOk: true,
    member: true,
    inviter: true,
    bulkInviter: true,
    operator: false,
    owns: () => false,
  },
};
