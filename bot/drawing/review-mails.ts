import type { Reason } from '../../src/guests/reason.ts';
import type { Db } from '../../src/store/database.ts';
import { mailsSince } from '../../src/store/invitations/mails.ts';
import type { ReviewView } from '../cards/review-view.ts';
import { placesOf } from '../naming/landing-places.ts';
import type { SummedDraft } from './request-facts.ts';

/**
 * A tenant whose primary domain is the one that it began with may mail so many people outside in 24 hours. What lies
 * above gets no mail, and no answer of Graph tells: https://learn.microsoft.com/entra/external-id/invitation-email-elements
 */
const mostMails = 100;
const dayMs = 24 * 3600_000;

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
  if (!mail.primaryDomain.endsWith('.onmicrosoft.com')) return { view, warnings: [] };
  const going = await mailsSince(db, new Date(now.getTime() - dayMs));
  const over = Math.min(counts.sent, going + counts.sent - mostMails);
  const values = { domain: mail.primaryDomain, most: mostMails, going, over };
  return { view, warnings: over > 0 ? [{ code: 'mails of a day', values }] : [] };
}
