import { requesterId, tenantId } from '../store/make-request.ts';

/** The requester in the tests. Alex may make any request and is no owner. */
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
