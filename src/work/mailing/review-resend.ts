import { lastingRefusals } from '../../guests/lasting-refusals.ts';
import type { Reason } from '../../guests/reason.ts';
import { countNoMail, whyNoMail } from '../../guests/times/mail-again.ts';
import type { Db } from '../../store/database.ts';
import type { NewEndingRow } from '../../store/endings/ending-rows.ts';
import { type MailedPartner, mailStandings } from '../../store/invitations/mail-standings.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import { mailRow } from './mail-row.ts';
import { leftOutOfResend, noMailReason } from './no-mail-words.ts';

/** The partners of a project who have not accepted, and what decides over another mail to each. */
export const partnersToMail = (
  db: Db,
  of: { tenantId: string; projectKey: string },
): Promise<MailedPartner[]> => mailStandings(db, { ...of, refusals: lastingRefusals });

/** A row that gets a mail, or why it gets none. */
type Row = { row: number; problems: []; skipped: Reason | null; ending?: NewEndingRow };

/** Reviews a draft that sends the mail again to all who have not accepted, from the ledger alone. */
export async function reviewResend(
  db: Db,
  { tenantId, choice }: RequestRecord,
  rows: readonly RequestRow[],
  now: Date,
): Promise<{ reviewed: Row[]; warnings: readonly Reason[] }> {
  const projectKey = choice.project ?? '';
  const partners = await partnersToMail(db, { tenantId, projectKey });
  const byAddress = new Map(partners.map((partner) => [partner.address, partner]));
  const reviewed = rows.map(({ row, partner: { address } }): Row => {
    const partner = byAddress.get(address);
    const why = partner === undefined ? 'accepted' : whyNoMail(partner, now);
    return partner === undefined || why !== undefined
      ? { row, problems: [], skipped: noMailReason(why ?? 'accepted') }
      : {
          row,
          problems: [],
          skipped: null,
          ending: mailRow(row, projectKey, { ...partner, cause: null }),
        };
  });
  const warning = leftOutOfResend(countNoMail(partners, now));
  return { reviewed, warnings: warning === undefined ? [] : [warning] };
}
