import * as v from 'valibot';
import type { Found } from '../../guests/plan.ts';
import { directoryId } from '../client/directory-id.ts';

/** The fields that every read of a person asks for. Graph's names end here. */
export const foundSelect = [
  'id',
  'displayName',
  'mail',
  'userPrincipalName',
  'otherMails',
  'proxyAddresses',
  'userType',
  'accountEnabled',
  'externalUserState',
  'externalUserStateChangeDateTime',
  'creationType',
  'createdDateTime',
  'assignedLicenses',
] as const;

const optionalText = v.nullish(v.string(), null);
const optionalDate = v.pipe(
  v.nullish(v.string(), null),
  v.transform((text) => {
    const date = new Date(text ?? Number.NaN);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }),
);

export const foundFields = {
  id: directoryId,
  displayName: optionalText,
  mail: optionalText,
  userPrincipalName: optionalText,
  otherMails: v.nullish(v.array(v.string()), []),
  proxyAddresses: v.nullish(v.array(v.string()), []),
  // Accounts from before Entra had guests have none: they are members.
  userType: v.nullish(v.string(), 'Member'),
  accountEnabled: v.nullish(v.boolean(), true),
  externalUserState: v.nullish(v.picklist(['PendingAcceptance', 'Accepted']), null),
  externalUserStateChangeDateTime: optionalDate,
  creationType: optionalText,
  createdDateTime: optionalDate,
  assignedLicenses: v.nullish(v.array(v.object({ skuId: directoryId })), []),
};
const foundBody = v.object(foundFields);
export type FoundBody = v.InferOutput<typeof foundBody>;
export const peoplePage = v.object({
  value: v.array(foundBody),
  '@odata.nextLink': v.optional(v.string()),
});

/** An account in the tenant, with the facts that show whether and when an invitation made it. */
export type FoundPerson = Found & {
  mail?: string | undefined;
  /** Graph's creationType; null for accounts that no invitation made. */
  creationType: string | null;
  createdAt?: Date | undefined;
};

/** Turns Graph's account into ours. */
export function toFound(body: FoundBody, deleted: 'deleted' | 'living'): FoundPerson {
  return {
    objectId: body.id,
    userType: body.userType === 'Guest' ? 'Guest' : 'Member',
    externalUserState: body.externalUserState,
    accountEnabled: body.accountEnabled,
    deleted: deleted === 'deleted',
    displayName: body.displayName ?? undefined,
    mail: body.mail?.toLowerCase(),
    creationType: body.creationType,
    createdAt: body.createdDateTime,
    changedAt: body.externalUserStateChangeDateTime,
    licences: body.assignedLicenses.map(({ skuId }) => skuId),
  };
}
