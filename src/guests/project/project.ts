import type { EndingRule } from './ending-defaults.ts';

/** One project of PROJECTS_FILE, with every default filled in: owners, approval, and what its partners get. */
export type Project = {
  key: string;
  name: string;
  owners: readonly string[];
  ownersGroup?: string | undefined;
  channel?: { teamId: string; channelId: string } | undefined;
  approval: ApprovalRule;
  access: Access & { team?: string | undefined };
  optionalAccess: Pick<Access, 'groups' | 'apps'>;
  invitation: {
    redirectUrl?: string | undefined;
    /** Of the mails, if neither the row nor the requester chooses another. */
    language?: string | undefined;
    sendMail: boolean;
  };
  allowedDomains: readonly string[];
  /** `all`: the channel also hears of guests in the project's groups whom this bot did not invite. */
  watch?: string | undefined;
  /** ISO 8601 duration, from the moment at which the guest first had all of the access. */
  guestExpiresAfter?: string | undefined;
  /**
   * When partners who have not accepted get the mail again, counted from the first one: ISO 8601 durations, the
   * shortest first. Empty: never by itself.
   */
  remindPartners: readonly string[];
  /**
   * ISO 8601 duration, from the first mail: then the bot asks the requester, once, whether to revoke the invitation of
   * a partner who has not accepted.
   */
  giveUpAfter?: string | undefined;
  /** The news that the project's channel hears. */
  tell: readonly ChannelNews[];
} & EndingRule;

/** Somebody asks the owners, the owners have decided, a partner has accepted, access has ended. */
export const channelNews = ['asked', 'decided', 'accepted', 'ended'] as const;
export type ChannelNews = (typeof channelNews)[number];

/** For a project that does not say what its channel hears of. */
export const tellDefault: readonly ChannelNews[] = ['accepted', 'ended'];

export type AppAccess = { servicePrincipalId: string; appRoleId?: string | undefined };
export type LicenceAccess = { skuId: string; usageLocation: string };
export type Access = {
  groups: readonly string[];
  apps: readonly AppAccess[];
  licences: readonly LicenceAccess[];
};

/** The approval keeps a copy from the moment when the bot asks. Durations are ISO 8601. */
export type ApprovalRule = {
  required: boolean;
  approvers: number;
  autoApproveDomains: readonly string[];
  timeout?: string | undefined;
  escalateAfter?: string | undefined;
  escalateTo: readonly string[];
  requireReason: boolean;
  /** Absent: the owners decide, once. Otherwise the bot asks the second stage when the first has passed. */
  stages?: readonly ApprovalStage[] | undefined;
};

/** A project has at most so many stages. */
export const mostStages = 3;

/** One of several stages that decide one after the other: these people, so many of them, in this time. */
export type ApprovalStage = {
  approvers: number;
  owners: readonly string[];
  ownersGroup?: string | undefined;
  timeout?: string | undefined;
};
