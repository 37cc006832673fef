import type { Reason } from '../../src/guests/reason.ts';
import { isMailLimited, mailLimit, mailsOverLimit } from '../../src/guests/times/mail-limit.ts';
import type { Db } from '../../src/store/database.ts';
import { mailsSince } from '../../src/store/invitations/mails.ts';
import type { ReviewView } from '../cards/review-view.ts';
import { placesOf } from '../naming/landing-places.ts';
import type { SummedDraft } from './request-counts.ts';

/** Shows a draft's mails as partners will see them, and what the requester should know first. */
export async function readMails(
  db: Db,
  { request, mails: { hosts, ...counts } }: Pick<SummedDraft, 'request' | 'mails'>,
  now: Date,
): Promise<{ view: ReviewView['mail']; warnings: Reason[] }> {
  const { mail, access } = request.review ?? {};
  const plain = { ...counts, places: placesOf(hosts, access) };
  if (mail === undefined || counts.sent === 0) return { view: plain, warnings: [] };
  const view = { ...plain, preview: mail };
  if (!isMailLimited(mail.primaryDomain)) return { view, warnings: [] };
  const going = await mailsSince(db, new Date(now.getTime() - mailLimit.windowMs));
  const over = mailsOverLimit({ going, sent: counts.sent });
  const values = { domain: mail.primaryDomain, most: mailLimit.most, going, over };
  return { view, warnings: over > 0 ? [{ code: 'mails of a day', values }] : [] };
}

/** Warnings that stop no row of a draft, but that the requester should know. */
export async function readWarnings(
  db: Db,
  draft: Pick<SummedDraft, 'request' | 'mails'>,
  now: Date,
): Promise<readonly Reason[]> {
  const { warnings } = await readMails(db, draft, now);
  return [...warnings, ...(draft.request.review?.warnings ?? [])];
}
