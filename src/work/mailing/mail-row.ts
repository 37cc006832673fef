import type { NewEndingRow } from '../../store/endings/ending-rows.ts';
import type { MailedPartner } from '../../store/invitations/mail-standings.ts';

type Mailed = Pick<MailedPartner, 'address' | 'displayName' | 'guestId' | 'invitationId'>;

/** A row that sends the mail again. `cause`: `due` where the bot does so by itself. */
export const mailRow = (
  row: number,
  projectKey: string,
  { address, displayName, guestId, invitationId, cause }: Mailed & { cause: 'due' | null },
): NewEndingRow => ({
  ...{ row, kind: 'resend', projectKey, address, displayName, guestId, cause },
  about: [invitationId],
  findings: { takes: [], stays: [], projects: [projectKey], looked: 'at the ledger' },
});
