import type { ListNote } from '../../src/guests/list/partner-row.ts';
import type { Reason } from '../../src/guests/reason.ts';
import type { Choosable } from '../../src/guests/rows/choosable.ts';
import type { Source } from '../words/formats.ts';
import type { AccessNames } from './access-facts.ts';
import type { AccessEnds } from './end-fact.ts';
import type { ExistingAccess } from './existing-access.ts';
import type { Mails, Place } from './mail-facts.ts';
import type { ReviewedPartner } from './reviewed-partner.ts';

/** The view of the review card: what a draft would do, in counts and names. */
export type ReviewView = {
  requestId: number;
  version: number;
  /** Set in the answer to a click on an older card. */
  old?: true | undefined;
  number: number;
  source: Source;
  /** By plan; the last four are the rows that do not go. `undecided` ones only wait for the choice of a project. */
  counts: {
    invite: number;
    accessOnly: number;
    member: number;
    restore: number;
    problems: number;
    undecided: number;
    skipped: number;
    /** Rows of partners who have everything already: the bot does nothing. */
    complete: number;
  };
  /** The first partners who go, or who wait for a project where no row goes yet; and how many there are. */
  partners: { first: readonly ReviewedPartner[]; total: number };
  /** The list's name for `list.page`: all partners. */
  list: string;
  /** The projects of the rows that go. */
  projects: readonly ReviewedProject[];
  /** The partners' domains, the most frequent first, and how many domains there are. */
  domains: { first: readonly { name: string; count: number }[]; total: number };
  /** How many of the guests who are there already have not accepted yet. */
  pendingGuests: number;
  mail: Mails & {
    sent: number;
    /** Where the partners land. */
    places: readonly Place[];
    /** The sender and the domain that Microsoft's mail shows. */
    preview?: { inviter: string; primaryDomain: string };
  };
  /** In the order of the list; the card shows the first four. */
  problems: readonly { line: number; address?: string | undefined; reasons: readonly Reason[] }[];
  /** The first partners who have everything already. */
  complete: readonly { line: number; address: string; reason: Reason }[];
  /** The first of the rows that repeat another one, with the line of that one. */
  repeated: readonly { line: number; first: number; name?: string | null }[];
  notes: readonly ListNote[];
  /** Warnings that stop no row, but that the requester should know. */
  warnings: readonly Reason[];
  /**
   * `required` where a project insists on a reason. Absent where no owner decides: nobody would read the reason.
   */
  askReason?: 'optional' | 'required';
  choices: ReviewForm;
};
/** The inputs of the card, as they stand before anybody touches them. */
export type ReviewForm = {
  projects: readonly { key: string; name: string }[];
  project?: string | undefined;
  /** Rows without a project wait for the choice. */
  projectNeeded: boolean;
  /** A choice holds for every row; otherwise for the rows that leave it open. */
  forAll: boolean;
  languages: readonly string[];
  /** A tag, or `project`: as each project says. */
  language: string;
  sendMail: boolean;
  /** The last day of access (YYYY-MM-DD). Empty: none was chosen. */
  until: string;
  /** True when some row would follow the input. The card shows no other input. */
  offered: Readonly<Record<Choosable, boolean>>;
  /** Why the requester asks, as far as it was written. */
  reason: string;
  /** The choices that a click on Confirm changed: the requester has to review the draft once more. */
  changed: readonly Choosable[];
};
export type ReviewedProject = {
  name: string;
  count: number;
  access: AccessNames;
  approval: boolean;
  ends: AccessEnds;
  /** The access of partners who are in the tenant already. */
  there?: ExistingAccess | undefined;
};
