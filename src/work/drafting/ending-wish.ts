/** The wish to end, extend, remove, restore or mail again. Days are YYYY-MM-DD. */
export type EndingWish =
  | { kind: 'end'; addresses: readonly string[]; projectKey: string }
  /** Everything that a request gave, as far as the person may see it. */
  | { kind: 'end'; requestId: number }
  /** The invitations that one approval let pass and no partner has accepted yet. */
  | { kind: 'end'; approvalId: number }
  | ({
      kind: 'extend';
      addresses: readonly string[];
      projectKey: string;
      /** Object ids of accounts that Graph knows by one of these addresses, where the bot does not. */
      accounts?: ReadonlyMap<string, string>;
    } & NewEnd)
  /** Everybody whom a notice names. */
  | { kind: 'extend'; noticeId: number; until: string }
  /** The mail once more, to all of a project who have not accepted. */
  | { kind: 'resend'; projectKey: string }
  | { kind: 'remove' | 'restore'; people: readonly PersonNamed[]; fileName?: string | undefined };

/** The last day; or how much longer than now, as an ISO 8601 duration; or no end any more, which nobody can have. */
export type NewEnd =
  | { until: string; longer?: undefined; endless?: undefined }
  | { longer: string; until?: undefined; endless?: undefined }
  | { endless: true; until?: undefined; longer?: undefined };

/** Somebody as a line or a list names them: by address, by sign-in name, or by object id. */
export type PersonNamed = { line: number; said: string; cells?: readonly string[] | undefined };
