import { lastingRefusals } from '../../guests/lasting-refusals.ts';
import type { Reason } from '../../guests/reason.ts';
import { whyNoMail } from '../../guests/times/mail-again.ts';
import { mostMails } from '../../guests/times/partner-reminders.ts';
import type { Db } from '../../store/database.ts';
import type { ApprovedEnding } from '../../store/endings/begin-endings.ts';
import { mailStandings } from '../../store/invitations/mail-standings.ts';
import type { NewStep } from '../../store/steps/steps.ts';
import { noMailReason } from './no-mail-words.ts';

type Standing = { may: Reason | 'goes'; mails: number };
type Begun = { steps: readonly NewStep[]; reason?: Reason };

/**
 * Decides again, under the guests' locks, which rows send a mail: somebody may have accepted or got one since the
 * review. Returns how each row begins.
 */
export async function beginResends(
  trx: Db,
  rows: readonly ApprovedEnding[],
  now: Date,
): Promise<(row: ApprovedEnding) => Begun> {
  const standing = new Map<string, Standing>();
  const mailed = new Set<number>();
  const key = (projectKey: string, guestId: number) => `${projectKey} ${guestId}`;
  for (const [projectKey, some] of Map.groupBy(rows, (row) => row.projectKey)) {
    const [{ tenantId } = { tenantId: '' }] = some;
    const guestIds = some.flatMap(({ guestId }) => guestId ?? []);
    const of = { tenantId, projectKey, refusals: lastingRefusals };
    for (const partner of await mailStandings(trx, of, guestIds)) {
      const why = whyNoMail(partner, now);
      const may = why === undefined ? 'goes' : noMailReason(why);
      standing.set(key(projectKey, partner.guestId), { may, mails: partner.mails });
    }
  }
  return ({ requestId, id: invitationId, guestId, projectKey, address, bulk, cause }) => {
    if (guestId === null) return { steps: [] };
    const found = standing.get(key(projectKey, guestId));
    if (found === undefined) {
      const values = { address, project: projectKey };
      return { steps: [], reason: { code: 'access over already', values } };
    }
    if (found.may !== 'goes') return { steps: [], reason: found.may };
    if (cause === 'due' && found.mails >= mostMails)
      return { steps: [], reason: { code: 'mailed enough', values: { most: mostMails } } };
    // Two requests that begin together: the guest gets one mail.
    if (mailed.has(guestId)) return { steps: [], reason: noMailReason('lately') };
    mailed.add(guestId);
    const step = { kind: 'invite', target: '', detail: '', resend: 1, dueAt: now } as const;
    return { steps: [{ requestId, invitationId, guestId, bulk, ...step }] };
  };
}
