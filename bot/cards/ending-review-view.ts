import type { AccountFate } from '../../src/guests/ending/decide-account.ts';
import type { SinceReview } from '../../src/guests/ending/since-review.ts';
import type { ListNote } from '../../src/guests/list/partner-row.ts';
import type { Reason } from '../../src/guests/reason.ts';
import type { Source } from '../words/formats.ts';

/** The kinds of requests that are no invitation. */
export type EndingKind = 'end' | 'extend' | 'remove' | 'restore' | 'resend';

/** The review of such a request. */
export type EndingReviewView = {
  requestId: number;
  version: number;
  /** Set in the answer to a click on an older card. */
  old?: true | undefined;
  number: number;
  source: Source;
  kind: EndingKind;
  /** The changes that a click on Confirm found: the person has to look once more. */
  since: readonly SinceReview[];
  /** By name; empty where accounts are removed or restored. */
  projects: readonly string[];
  /** The owners decide about the extension. */
  asks?: boolean;
  /** The new last day (YYYY-MM-DD), where the request extends. */
  until?: string | undefined;
  /** The first of the guests that the request changes. The card names six. */
  guests: readonly EndingGuest[];
  /** How many go, and what happens to all of them together. */
  totals: Readonly<
    Record<
      | 'guests'
      | 'losing'
      | 'takes'
      | 'stays'
      | 'blocked'
      | 'removed'
      | 'deleted'
      | 'earlier'
      | 'again',
      number
    >
  >;
  /** `line`: absent where nobody wrote the lines. */
  problems: readonly {
    line?: number | undefined;
    address?: string | undefined;
    reasons: readonly Reason[];
  }[];
  problemCount: number;
  /** The first rows that repeat another row, each with the line of that one, and how many there are. */
  repeated?: readonly { line: number; first: number }[];
  repeatedCount?: number;
  /** Partners from whom an undo takes nothing, because they have accepted: how many, and the first addresses. */
  accepted?: { count: number; people: readonly string[] };
  notes: readonly ListNote[];
  warnings: readonly Reason[];
};

export type EndingGuest = {
  name: string;
  address: string;
  /** The address that the person wrote, and those under which the access was given: all of one account. */
  said?: string | undefined;
  given?: readonly string[];
  /** The account is among the deleted: all of this happens once somebody restores it. */
  deleted?: boolean;
  /** By the names that Entra has. */
  takes: readonly string[];
  /** The access that stays: each reason names it. */
  stays: readonly Reason[];
  /** Absent where the request leaves the account alone. */
  account?: AccountFate | undefined;
  /** The day (YYYY-MM-DD) on which the account goes, where the project removes it later. */
  removedOn?: string | undefined;
  /** By name: what the access is for, or what the guest loses with the account. */
  projects: readonly string[];
  /** The last day (YYYY-MM-DD) as it is now; null: no end. */
  endsOn?: string | null | undefined;
  /** The access is over, since the end of `endsOn`: an extension invites anew. */
  over?: boolean;
  /** The bot blocked the account and unblocks it now. */
  unblocks: boolean;
  /** Whole days in which somebody can restore the account; 0: less than a day. */
  daysLeft?: number | undefined;
  /** A restored account comes back blocked. */
  blocked?: 'by us' | 'by others' | undefined;
  /** The access that comes back with the account. `endsOn`: its last day (YYYY-MM-DD), null without an end. */
  back?: readonly { project: string; endsOn: string | null; over: boolean }[];
};

/** One line about a guest. */
export type EndingFact = {
  label:
    | 'given'
    | 'taken'
    | 'taken later'
    | 'stays'
    | 'account'
    | 'projects'
    | 'end now'
    | 'ended'
    | 'end then'
    | 'time left'
    | 'access';
  value: string;
};
