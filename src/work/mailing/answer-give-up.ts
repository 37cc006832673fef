import { type Db, inTransaction } from '../../store/database.ts';
import {
  insertEndingLines,
  insertEndingRows,
  type NewEndingRow,
} from '../../store/endings/ending-rows.ts';
import { record } from '../../store/history.ts';
import {
  answerGiveUp,
  type GiveUp,
  type GiveUpAnswer,
  type PartnerInQuestion,
  partnersInQuestion,
  redrawGiveUps,
  standingUntil,
} from '../../store/invitations/give-ups.ts';
import { insertConfirmed } from '../../store/requests/confirmed-requests.ts';
import { findPlace } from '../../store/telling/places.ts';
import { wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

type Who = { personId: string; name: string };

/**
 * Answers whether to revoke the invitations in a question. A yes begins their ends as one confirmed request of this
 * person, who gets its card; a partner who has accepted meanwhile keeps everything. Only the first answer counts. The
 * caller has read the person's right.
 */
export async function answerQuestion(
  { db, queue, clock }: Pick<WorkDeps, 'db' | 'queue' | 'clock'>,
  who: Who,
  { question, answer }: { question: GiveUp; answer: GiveUpAnswer },
): Promise<void> {
  const now = clock.now();
  await inTransaction(db, async (trx) => {
    if (!(await answerGiveUp(trx, question.id, { answer, by: who.personId }, now))) return;
    await redrawGiveUps(trx, [question.id], now);
    const partners = (await partnersInQuestion(trx, question.id)).filter(({ waits }) => waits);
    if (answer === 'keep' || partners.length === 0) return;
    await revoke(trx, who, { question, partners }, now);
    await queue.send(trx, 'wake', {});
  });
}

async function revoke(
  trx: Db,
  { personId, name: requesterName }: Who,
  { question, partners }: { question: GiveUp; partners: readonly PartnerInQuestion[] },
  now: Date,
): Promise<void> {
  const { id, tenantId, projectKey } = question;
  const by = { personId, name: requesterName };
  const about = { giveUpId: id, asked: question.personId === personId };
  const choice = { project: projectKey, about };
  const requestId = await insertConfirmed(trx, { tenantId, kind: 'end', choice, by }, now);
  const standing = await standingUntil(
    trx,
    partners.map(({ invitationId }) => invitationId),
  );
  const rows = partners.map(
    ({ address, name: displayName, guestId, invitationId }, n): NewEndingRow => ({
      ...{ row: n + 1, kind: 'end', projectKey, address, displayName, guestId },
      ...{ about: standing.get(invitationId) ?? [invitationId], cause: 'not accepted' },
      findings: { takes: [], stays: [], projects: [], looked: 'at the ledger' },
    }),
  );
  await insertEndingLines(trx, requestId, rows);
  await insertEndingRows(trx, requestId, rows, 'approved');
  const place = await findPlace(trx, tenantId, 'person', personId);
  if (place !== undefined) {
    await wantCard(trx, { kind: 'request', subjectId: requestId, placeId: place.id }, now);
  }
  const detail = { source: 'card', rows: rows.length, kind: 'end' };
  await record(trx, { actor: personId, what: 'request made', requestId, detail }, now);
  await record(trx, { actor: personId, what: 'request confirmed', requestId }, now);
}
