/** What partners are invited to, as PROJECTS_FILE describes it, with every default filled in. */
export type Project = {
  key: string;
  name: string;
  owners: readonly string[];
  ownersGroup?: string | undefined;
  channel?: { teamId: string; channelId: string } | undefined;
  /** Language of the project's channel and of its mails, where nothing else is said. */
  approval: ApprovalRule;
  access: Access & { team?: string | undefined };
  optionalAccess: Pick<Access, 'groups' | 'apps'>;
  invitation: {
    redirectUrl?: string | undefined;
    language?: string | undefined;
    sendMail: boolean;
  };
  allowedDomains: readonly string[];
  /** `all`: guests of the project's groups who were invited elsewhere are told of too. */
  watch?: string | undefined;
  /** ISO 8601 duration, from the moment at which all of the access was first there. */
  guestExpiresAfter?: string | undefined;
} & EndingRule;

/** What happens before, at and after the end of access. Durations are ISO 8601. */
export type EndingRule = {
  /** What happens to an account that the bot made, once no invitation needs it. */
  whenOver: WhenOver;
  /** How long a blocked account waits for its removal. It may be nothing. */
  removeAfter: string;
  /** How long before the end requester and owners get a notice. */
  remindBefore: readonly string[];
};

/** From the mildest to the hardest. */
export const whenOver = ['keep', 'block', 'remove'] as const;
export type WhenOver = (typeof whenOver)[number];

/** Where a project says nothing about its end. */
export const endingDefaults: EndingRule = {
  whenOver: 'keep',
  removeAfter: 'P30D',
  remindBefore: ['P14D', 'P3D'],
};

export type AppAccess = { servicePrincipalId: string; appRoleId?: string | undefined };
export type LicenceAccess = { skuId: string; usageLocation: string };
export type Access = {
  groups: readonly string[];
  apps: readonly AppAccess[];
  licences: readonly LicenceAccess[];
};

/** Frozen with the approval when it is asked. Durations are ISO 8601. */
export type ApprovalRule = {
  required: boolean;
  approvers: number;
  autoApproveDomains: readonly string[];
  timeout?: string | undefined;
  escalateAfter?: string | undefined;
  escalateTo: readonly string[];
  requireReason: boolean;
};
