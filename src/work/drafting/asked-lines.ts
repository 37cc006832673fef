import { mayDo } from '../../guests/rights.ts';
import type { Db } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import type { Choice } from '../../store/requests/requests.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { AskedLine } from './asked-line.ts';
import type { EndingWish } from './ending-wish.ts';
import { linesByAddress } from './lines-by-address.ts';
import { linesOfAccess } from './lines-of-access.ts';
import { linesToMail } from './lines-to-mail.ts';
import { longerUntil } from './longer-until.ts';

/** The lines of the draft, and what its request is about. */
type Asked = { lines: readonly AskedLine[]; choice: Choice };

/**
 * The lines of a wish that this person may end, extend, remove or restore, or mail again. Undefined where they may not.
 * `no end`: the access lasts for good already, so nobody can make it last longer. `end stays`: it has an end, and keeps
 * one.
 */
export async function askedLines(
  trx: Db,
  who: Who & { rights: Rights },
  wish: EndingWish,
  now: Date,
): Promise<Asked | 'no end' | 'end stays' | undefined> {
  const lines = await linesOf(trx, who, wish, now);
  if (lines === undefined) return undefined;
  const until = await lastDayOf(trx, who, { wish, lines }, now);
  if (until === 'no end' || until === 'end stays') return until;
  const asks = wish.kind === 'extend' && (await asksOwners(trx, who, wish, lines));
  return { lines, choice: { ...choiceOf(wish, until), ...(asks ? { asks } : {}) } };
}

/** True where the person owns not all of these projects and is no operator: their owners decide. */
async function asksOwners(
  trx: Db,
  { rights }: { rights: Rights },
  wish: EndingWish,
  lines: readonly AskedLine[],
): Promise<boolean> {
  const named =
    'projectKey' in wish ? [wish.projectKey] : lines.flatMap((line) => line.project ?? []);
  const projects = await Promise.all([...new Set(named)].map((key) => readProject(trx, key)));
  return projects.some((project) => {
    const owner = project !== undefined && rights.owns(project);
    return !mayDo('extend', rights, { requester: false, owner });
  });
}

async function linesOf(
  trx: Db,
  who: Who & { rights: Rights },
  wish: EndingWish,
  now: Date,
): Promise<AskedLine[] | undefined> {
  if ('people' in wish) return linesOfPeople(who, wish);
  if (wish.kind === 'resend') return await linesToMail(trx, who, wish.projectKey, now);
  if ('addresses' in wish) return await linesByAddress(trx, who, wish);
  return await linesOfAccess(trx, who, wish);
}

function linesOfPeople(
  { rights }: { rights: Rights },
  { kind, people }: Extract<EndingWish, { people: unknown }>,
): AskedLine[] | undefined {
  if (!mayDo(kind, rights, { requester: false, owner: false })) return undefined;
  return people.map(({ line, said, cells }) => ({ address: said, line, cells: cells ?? [said] }));
}

async function lastDayOf(
  trx: Db,
  who: Who,
  { wish, lines }: { wish: EndingWish; lines: readonly AskedLine[] },
  now: Date,
): Promise<string | undefined> {
  if (wish.kind !== 'extend') return undefined;
  if (wish.until !== undefined) return wish.until;
  if (wish.endless) {
    const lasts = { ...wish, endless: undefined, longer: 'P1D' };
    const day = await longerUntil(trx, who, { wish: lasts, lines }, now);
    return day === 'no end' ? day : 'end stays';
  }
  return await longerUntil(trx, who, { wish, lines }, now);
}

function choiceOf(wish: EndingWish, lastDay: string | undefined): Choice {
  if ('people' in wish) return {};
  const until = lastDay === undefined ? {} : { until: lastDay };
  if ('requestId' in wish) return { about: { requestId: wish.requestId } };
  if ('approvalId' in wish) return { about: { approvalId: wish.approvalId } };
  if ('noticeId' in wish) return { ...until, about: { noticeId: wish.noticeId } };
  return { ...until, project: wish.projectKey };
}
