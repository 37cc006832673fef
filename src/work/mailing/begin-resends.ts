import { entraRefusals } from '../../guests/entra-refusals.ts';
import type { Reason } from '../../guests/reason.ts';
import { whyNoMail } from '../../guests/times/mail-again.ts';
import type { Db } from '../../store/database.ts';
import type { ApprovedEnding } from '../../store/endings/begin-endings.ts';
import { mailStandings } from '../../store/invitations/mail-standings.ts';
import type { NewStep } from '../../store/steps/steps.ts';
import { noMailReason } from './no-mail-words.ts';

type Begun = { steps: readonly NewStep[]; reason?: Reason };

/**
 * Decides again, under the guests' locks, which rows send a mail: somebody may have accepted or got one since the review.
 * Returns how each row begins.
 */
export async function beginResends(
  trx: Db,
  rows: readonly ApprovedEnding[],
  now: Date,
): Promise<(row: ApprovedEnding) => Begun> {
  const standing = new Map<string, Reason | 'goes'>();
  const mailed = new Set<number>();
  const key = (projectKey: string, guestId: number) => `${projectKey} ${guestId}`;
  for (const [projectKey, some] of Map.groupBy(rows, (row) => row.projectKey)) {
    const [{ tenantId } = { tenantId: '' }] = some;
    const guestIds = some.flatMap(({ guestId }) => guestId ?? []);
    const of = { tenantId, projectKey, refusals: entraRefusals };
    for (const partner of await mailStandings(trx, of, guestIds)) {
      const why = whyNoMail(partner, now);
      standing.set(
        key(projectKey, partner.guestId),
        why === undefined ? 'goes' : noMailReason(why),
      );
    }
  }
  return ({ requestId, id: invitationId, guestId, projectKey, address, bulk }) => {
    if (guestId === null) return { steps: [] };
    const may = standing.get(key(projectKey, guestId));
    if (may === undefined) {
      const values = { address, project: projectKey };
      return { steps: [], reason: { code: 'access over already', values } };
    }
    if (may !== 'goes') return { steps: [], reason: may };
    // Two requests that begin together: the guest gets one mail.
    if (mailed.has(guestId)) return { steps: [], reason: noMailReason('lately') };
    mailed.add(guestId);
    const step = { kind: 'invite', target: '', detail: '', resend: 1, dueAt: now } as const;
    return { steps: [{ requestId, invitationId, guestId, bulk, ...step }] };
  };
}
