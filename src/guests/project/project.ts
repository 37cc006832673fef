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
  /** ISO 8601 duration. */
  guestExpiresAfter?: string | undefined;
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
