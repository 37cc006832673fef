import type { Project } from '../../src/guests/project/project.ts';
import { isFinal } from '../../src/guests/states.ts';
import type { Db } from '../../src/store/database.ts';
import { type CountOf, countInvitations } from '../../src/store/invitations/invitations.ts';
import { type MailsOf, mailsOf } from '../../src/store/invitations/mails.ts';
import { activeProjects } from '../../src/store/projects.ts';
import { countRows, type RowCounts } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import type { Source } from '../words/formats.ts';
import type { Language } from '../words/say.ts';

/** For whom a card is drawn. */
export type Viewer = { language: Language; timeZone: string };
export type ViewerNow = Viewer & {
  now: Date;
  /** Set for the answer to a click on an older card of a draft: the click did nothing, and the card says so. */
  old?: true;
};

/** A draft with the sums of its rows. Each sum visits every row, so a card reads all sums once for all of its parts. */
export type SummedDraft = {
  request: RequestRecord;
  projects: readonly Project[];
  counts: readonly CountOf[];
  rows: RowCounts;
  mails: MailsOf;
};

/** Reads the sums of a draft's rows. */
export async function readDraft(db: Db, request: RequestRecord): Promise<SummedDraft> {
  return {
    request,
    projects: await activeProjects(db),
    counts: await countInvitations(db, request.id),
    rows: await countRows(db, request.id),
    mails: await mailsOf(db, request.id),
  };
}

/** Sums the invitations by state, over all projects and plans. */
export function byState(counts: readonly CountOf[]): Partial<Record<CountOf['state'], number>> {
  const sums: Partial<Record<CountOf['state'], number>> = {};
  for (const { state, count } of counts) sums[state] = (sums[state] ?? 0) + count;
  return sums;
}

/** Where a request came from: a file, a list, a line, a button, or the end of somebody's time. */
export function sourceOf(
  request: Pick<RequestRecord, 'source' | 'fileName'> &
    Partial<Pick<RequestRecord, 'automatic' | 'choice'>>,
): Source {
  const { automatic = null, choice: { about } = {} } = request;
  if (automatic !== null) return { kind: 'clock' };
  if (about !== undefined && ('noticeId' in about || 'giveUpId' in about))
    return { kind: 'notice' };
  if (about !== undefined && 'approvalId' in about) return { kind: 'approval' };
  if (request.source === 'file') return { kind: 'file', name: request.fileName ?? 'partners.csv' };
  return { kind: request.source };
}

/** True where a person wrote the lines of the request. A button, a number and the clock have none. */
export const hasLines = ({
  kind,
  automatic,
  choice,
}: Pick<RequestRecord, 'kind' | 'automatic' | 'choice'>): boolean =>
  kind !== 'resend' && automatic === null && choice.about === undefined;

/** How many invitations have ended, how many there are, and how many wait for owners. Skipped ones do not count. */
export function doneOf(counts: readonly CountOf[]): {
  done: number;
  total: number;
  waiting: number;
} {
  const of = (wanted: (count: CountOf) => boolean) =>
    counts.filter(wanted).reduce((sum, { count }) => sum + count, 0);
  return {
    done: of(({ state }) => isFinal(state) && state !== 'skipped'),
    total: of(({ state }) => state !== 'skipped'),
    waiting: of(({ state }) => state === 'awaiting approval'),
  };
}

/** How many invitations had their effect and are over since: somebody took them back, or their end has come. */
export function overOf(counts: readonly CountOf[]): number {
  const over = counts.filter(({ state }) => state === 'revoked' || state === 'expired');
  return over.reduce((sum, { count }) => sum + count, 0);
}

/** How many invitations had their effect. Rejected, cancelled and refused ones ended without it. */
export function workedOf(counts: readonly CountOf[]): number {
  const worked = counts.filter(({ state }) => ['complete', 'revoked', 'expired'].includes(state));
  return worked.reduce((sum, { count }) => sum + count, 0);
}
