import type { Reason, ReasonCode } from '../../guests/reason.ts';
import { latelyMs, newsDueAt } from '../../guests/times/news-times.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { readRequest } from '../../store/requests/requests.ts';
import {
  markNewsTold,
  type NewsTrain,
  newsTold,
  takeNews,
  type WaitingNews,
  waitingNews,
} from '../../store/telling/news.ts';
import { wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { isFor, type NewsReaderDeps, type Reader, readersOf } from './news-readers.ts';
import { postNotice } from './tell-people.ts';

export type TellNewsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  digestWindowMs: number;
} & NewsReaderDeps;

/** Tells people what happened to requests: each thing once, several together. Returns whether it told anything. */
export async function tellNews(deps: TellNewsDeps): Promise<boolean> {
  let told = 0;
  for (const train of await waitingNews(deps.db)) {
    const readers = await readersOf(deps, train);
    told += await inTransaction(deps.db, (trx) => tellTrain({ ...deps, db: trx }, train, readers));
  }
  return told > 0;
}

/** Sends one message for everything that waits, or none yet. One replica does it at a time, in one transaction. */
async function tellTrain(
  { db, clock, log, digestWindowMs }: TellNewsDeps,
  train: NewsTrain,
  readers: readonly Reader[],
): Promise<number> {
  const waiting = await takeNews(db, train);
  if (waiting.length === 0) return 0;
  const now = clock.now();
  const told = await newsTold(db, train, new Date(now.getTime() - latelyMs));
  if (newsDueAt(now, told, digestWindowMs) > now) return 0;
  const ids = waiting.map(({ id }) => id);
  await markNewsTold(db, ids, now);
  if (readers.length === 0) {
    // People without a place read it only in the request's status.
    const { personId, requestId } = train;
    log.warn('person not reached', { personId, requestId, count: ids.length });
    return 0;
  }
  for (const reader of readers) await post(db, { train, reader, waiting }, now);
  return ids.length;
}

/** Posts what waits as one message. Sums up several news in it. */
async function post(
  db: Db,
  to: { train: NewsTrain; reader: Reader; waiting: readonly WaitingNews[] },
  now: Date,
): Promise<void> {
  const { requestId, about } = to.train;
  const { placeId, instead, projects } = to.reader;
  const waiting = to.waiting.filter(({ reason }) => isFor(projects, reason));
  const [first] = waiting;
  if (first === undefined) return;
  if (about === 'result' && instead === undefined)
    return await postEnd(db, { train: to.train, placeId, newsId: first.id }, now);
  const reasons = waiting.map(({ reason }) => reason);
  const said = reasons.length === 1 ? { reason: first.reason } : inShort(reasons, requestId);
  if (instead !== undefined) {
    const { listed, unlisted } = 'listed' in said ? said : { listed: reasons, unlisted: 0 };
    const notice = { placeId, subjectId: first.id, topic: 'news' };
    const detail = { listed: [instead, ...listed], unlisted, requestId };
    return await postNotice(db, { ...notice, detail }, now);
  }
  const notice = { placeId, subjectId: first.id, topic: 'news' };
  await postNotice(db, { ...notice, detail: { ...said, requestId } }, now);
}

/**
 * Posts the request's card once more, as a new message: the bot goes on updating both. Posts nothing where somebody
 * has taken the request up again meanwhile: that has an end of its own.
 */
async function postEnd(
  db: Db,
  { train, placeId, newsId }: { train: NewsTrain; placeId: number; newsId: number },
  now: Date,
): Promise<void> {
  const { requestId: subjectId } = train;
  if ((await readRequest(db, subjectId))?.state !== 'done') return;
  await wantCard(db, { kind: 'request', subjectId, topic: `ended ${newsId}`, placeId }, now);
}

/** A message holds so many. */
const most = 10;

type Several = { listed: Reason[]; unlisted: number };

const votes: readonly ReasonCode[] = ['owner approved', 'owner approved some', 'owner rejected'];

/** Sums up: first the total, then what needs attention, then what went well. */
function inShort(reasons: readonly Reason[], requestId: number): Several {
  const sorted = reasons.toSorted((a, b) => rank(a) - rank(b));
  const listed = sorted.slice(0, most);
  const decided = reasons.filter(({ code }) => votes.includes(code));
  const sum = (name: 'approved' | 'rejected') =>
    decided.reduce((total, { values }) => total + Number(values?.[name] ?? 0), 0);
  const values = {
    number: String(requestId),
    count: decided.length,
    approved: sum('approved'),
    rejected: sum('rejected'),
  };
  const total: Reason[] = decided.length > 1 ? [{ code: 'owners decided', values }] : [];
  return { listed: [...total, ...listed], unlisted: sorted.length - listed.length };
}

const rank = ({ code }: Reason) => (code === 'owner approved' ? 1 : 0);
