import type { Project } from '../../src/guests/project/project.ts';
import { type AskedRow, askedRows, countUnasked } from '../../src/store/approvals/approval-rows.ts';
import {
  type ApprovalRecord,
  allVotesOn,
  readApproval,
  type VoteRecord,
} from '../../src/store/approvals/approvals.ts';
import { type Reassignment, reassignmentsOf } from '../../src/store/approvals/reassignments.ts';
import { askedInStage } from '../../src/store/approvals/stages.ts';
import { insteadOn, type StandIn } from '../../src/store/approvals/stand-ins.ts';
import type { Db } from '../../src/store/database.ts';
import { readProject } from '../../src/store/projects.ts';
import { type EndInRequest, endsInRequest } from '../../src/store/requests/ends-in-request.ts';
import { type RequestRecord, readRequest } from '../../src/store/requests/requests.ts';
import type { Mails } from '../cards/mail-facts.ts';
import { hostOf } from '../naming/landing-places.ts';
import type { ViewerNow } from './request-counts.ts';

/** An approval with its request, project, rows and votes: what the cards of one approval are drawn from. */
export type ApprovalFacts = {
  approval: ApprovalRecord;
  request: RequestRecord;
  project: Project | undefined;
  rows: readonly AskedRow[];
  /** The votes of every stage. */
  votes: readonly VoteRecord[];
  /** The people whom the bot asked in the present stage. Undefined where there is only one stage. */
  askedNow: ReadonlySet<string> | undefined;
  /** Owners who have handed it to another. */
  moves: readonly Reassignment[];
  /** The stand-ins who have the card, now or before, for an owner. */
  instead: readonly StandIn[];
  /** What was taken back of what the approval let pass. */
  undone: readonly EndInRequest[];
  /** Rows of the project that passed without a question. */
  passed: number;
};

/** The reader of an approval: an owner, in person or through the channel's refresh, or everybody in the channel. */
export type ApprovalViewer = ViewerNow &
  // `askedIn`: the stage in which they may decide, as read at the click. The bot may not have asked them yet.
  (
    | { as: 'owner'; personId: string; list: 'first' | 'all'; from?: number; askedIn?: number }
    | { as: 'channel'; ownersInTeams: readonly string[] }
  );

/** Reads all that the cards of an approval show. Undefined where the approval does not exist. */
export async function readApprovalFacts(
  db: Db,
  approvalId: number,
): Promise<ApprovalFacts | undefined> {
  const approval = await readApproval(db, approvalId);
  const request = approval && (await readRequest(db, approval.requestId));
  if (approval === undefined || request === undefined) return undefined;
  const { requestId, projectKey } = approval;
  return {
    approval,
    request,
    project: await readProject(db, projectKey),
    rows: await askedRows(db, approvalId),
    votes: await allVotesOn(db, approvalId),
    askedNow: approval.rule.stages && new Set(await askedInStage(db, approval)),
    moves: await reassignmentsOf(db, approvalId),
    instead: await insteadOn(db, approvalId),
    undone: approval.state === 'decided' ? await undoneOf(db, approval) : [],
    passed: await countUnasked(db, { requestId, projectKey }),
  };
}

async function undoneOf(db: Db, { id, requestId }: ApprovalRecord): Promise<EndInRequest[]> {
  const ends = await endsInRequest(db, requestId);
  return ends.filter(({ cause, approvalId }) => cause === 'undone' && approvalId === id);
}

/** Graph's own language, where a row names none. */
export const mailLanguage = ({ language }: Pick<AskedRow, 'language'>) => language ?? 'en-US';

/** The bot mails only partners whom it invites. */
export const isMailed = ({ plan, sendMail }: Pick<AskedRow, 'plan' | 'sendMail'>) =>
  plan === 'invite' && sendMail;

/** The mails of some rows, the most frequent language first. */
export function mailsOfRows(rows: readonly AskedRow[]): Mails {
  const mailed = rows.filter(isMailed);
  const counts = new Map<string, number>();
  for (const tag of mailed.map(mailLanguage)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const languages = [...counts].map(([tag, count]) => ({ tag, count }));
  return {
    languages: languages.toSorted((a, b) => b.count - a.count),
    silent: rows.filter(({ plan }) => plan === 'invite').length - mailed.length,
  };
}

/** The hosts where invited partners land. */
export const hostsOfRows = (rows: readonly AskedRow[]): string[] => {
  const invited = rows.filter(({ plan }) => plan === 'invite');
  return [...new Set(invited.map(({ redirectUrl }) => hostOf(redirectUrl)).filter(Boolean))];
};

/** Counts the rows of each domain, the most frequent domain first. */
export function domainsOf(
  rows: readonly { address: string }[],
): { domain: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { address } of rows) {
    const domain = address.split('@')[1] ?? '';
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts]
    .map(([domain, count]) => ({ domain, count }))
    .toSorted((a, b) => b.count - a.count);
}
