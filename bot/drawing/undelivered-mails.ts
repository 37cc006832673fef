import { isMailLimited, mailLimit } from '../../src/guests/times/mail-limit.ts';
import type { Db } from '../../src/store/database.ts';
import { mailsOver } from '../../src/store/invitations/mails.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import type { MailsOver } from '../cards/mail-facts.ts';

/** How many of a request's mails may get lost, and the invitations that these may be. Undefined: no limit is known. */
export async function undeliveredMails(
  db: Db,
  { id, review }: Pick<RequestRecord, 'id' | 'review'>,
): Promise<(MailsOver & { invitations: ReadonlySet<number> }) | undefined> {
  const domain = review?.mail?.primaryDomain;
  if (domain === undefined || !isMailLimited(domain)) return undefined;
  const { most } = mailLimit;
  const mails = await mailsOver(db, id, most);
  const invitations = new Set(mails.map(({ invitationId }) => invitationId));
  return { invitations, count: mails.filter(({ over }) => over).length, most, domain };
}
