import * as v from 'valibot';
import { dayOf } from '../../src/guests/ending/calendar.ts';
import { lastDay } from '../../src/guests/ending/end-instant.ts';
import { signInFreshHours } from '../../src/guests/ending/notice-times.ts';
import { mayDo } from '../../src/guests/rights.ts';
import type { Db } from '../../src/store/database.ts';
import { type NoticeGuest, noticeGuests, readNotice } from '../../src/store/endings/end-notices.ts';
import { readProject } from '../../src/store/projects.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import { type EndNoticeView, endNoticeCard } from '../cards/end-notice-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { Language } from '../words/say.ts';

const shape = v.object({ noticeId: v.number(), as: v.picklist(['owner', 'requester']) });

/** Draws a notice of ends to come, for the person who got it. Undefined for another message. */
export async function drawEndNotice(
  db: Db,
  stored: unknown,
  { personId, language }: { personId: string; language: Language },
): Promise<Card | undefined> {
  const read = v.safeParse(shape, stored);
  if (!read.success) return undefined;
  const { noticeId, as } = read.output;
  const view = await viewOf(db, noticeId, as === 'owner' ? undefined : personId);
  return view && endNoticeCard(view, language);
}

/**
 * The view for somebody who clicked. Owners and operators see all guests in the notice, a requester who may still ask
 * for an extension sees their own. Undefined for everybody else.
 */
export async function endNoticeView(
  db: Db,
  noticeId: number,
  { personId, rights }: { personId: string; rights: Rights },
): Promise<EndNoticeView | undefined> {
  const notice = await readNotice(db, noticeId);
  const project = notice && (await readProject(db, notice.projectKey));
  const seesAll = rights.operator || (project !== undefined && rights.owns(project));
  const seesOwn = mayDo('ask extension', rights, { requester: true, owner: false });
  return seesAll || seesOwn
    ? await viewOf(db, noticeId, seesAll ? undefined : personId)
    : undefined;
}

async function viewOf(
  db: Db,
  noticeId: number,
  requesterId: string | undefined,
): Promise<EndNoticeView | undefined> {
  const notice = await readNotice(db, noticeId);
  if (notice === undefined) return undefined;
  const project = await readProject(db, notice.projectKey);
  const named = await noticeGuests(db, noticeId, requesterId);
  if (named.length === 0) return undefined;
  const saidSo = ({ wishes }: NoticeGuest) =>
    wishes.some(({ personId }) => personId === requesterId);
  const open = named.filter((guest) => guest.open && !saidSo(guest));
  const shown = open.length > 0 ? open : named;
  return {
    noticeId,
    project: project?.name ?? notice.projectKey,
    guests: shown.map((guest) => ({
      name: guest.name,
      address: guest.address,
      endsOn: endOf(guest),
      accepted: guest.guestState === 'accepted',
      lastSeen: lastSeenOf(guest, notice.createdAt),
      wishedBy: guest.open ? guest.wishes.map(({ name }) => name ?? '?') : [],
    })),
    count: shown.length,
    settled: named.length - shown.length,
    as: requesterId === undefined ? 'decider' : 'requester',
    answered: open.length > 0 ? undefined : answerOf(named),
  };
}

/** The last day; null where the access is over, `none` where it has no end any more, `gone` without an account. */
function endOf({ lives, endsAt, endZone, guestState }: NoticeGuest): string | null {
  if (!lives) return null;
  if (guestState === 'deleted') return 'gone';
  return endsAt === null ? 'none' : lastDay(endsAt, endZone ?? 'UTC');
}

/** The answer about guests who need none any more. */
function answerOf(named: readonly NoticeGuest[]): NonNullable<EndNoticeView['answered']> {
  const [first] = named;
  // No guest has an answer: then the reader is a requester who said so.
  if (named.every(({ open }) => open)) return { kind: 'wished' };
  const isLet = named.every(
    ({ lives, letAt, moved, guestState }) =>
      lives && letAt !== null && !moved && guestState !== 'deleted',
  );
  return isLet ? { kind: 'let', name: first?.letBy ?? '?' } : { kind: 'done' };
}

/** The last sign-in, as Graph named it around the time of the notice. Undefined where Graph named none then. */
function lastSeenOf(
  {
    signedInAt,
    signInReadAt,
    endZone,
  }: Pick<NoticeGuest, 'signedInAt' | 'signInReadAt' | 'endZone'>,
  noticedAt: Date,
): string | null | undefined {
  const earliest = noticedAt.getTime() - signInFreshHours * 3600_000;
  if (signInReadAt === null || signInReadAt.getTime() < earliest) return undefined;
  return signedInAt && dayOf(signedInAt, endZone ?? 'UTC');
}
