import { entraRefusals } from '../../guests/entra-refusals.ts';
import { beginningOf } from '../../guests/times/careful-start.ts';
import { whyNoMail } from '../../guests/times/mail-again.ts';
import { isPartnerReminderDue } from '../../guests/times/partner-reminders.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { lastRow, openAutomatic } from '../../store/endings/due-ends.ts';
import { insertEndingLines, insertEndingRows } from '../../store/endings/ending-rows.ts';
import { takeReminderTurn } from '../../store/endings/replica-turns.ts';
import { record } from '../../store/history.ts';
import {
  copyMails,
  type MailedPartner,
  mailStandings,
} from '../../store/invitations/mail-standings.ts';
import { activeProjects } from '../../store/projects.ts';
import { setBeginning } from '../../store/requests/first-rows.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { mailRow } from './mail-row.ts';

type Deps = Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>;
type About = { tenantId: string; projectKey: string };

/**
 * Sends the mail again to partners who have not accepted, where their project wants that: one confirmed request for each
 * project and day, with a careful start. Any replica may run it, any number of times: each reminder begins once.
 */
export async function beginReminders(
  { db, queue, clock, log }: Deps,
  tenantId: string,
): Promise<void> {
  const now = clock.now();
  for (const { key: projectKey, remindPartners } of await activeProjects(db)) {
    if (remindPartners.length === 0) continue;
    const begun = await inTransaction(db, async (trx) => {
      if (!(await takeReminderTurn(trx))) return 0;
      const about = { tenantId, projectKey };
      const partners = await mailStandings(trx, { ...about, refusals: entraRefusals });
      const dueAt = (at: Date) =>
        partners.filter(
          (partner) =>
            whyNoMail(partner, at) === undefined &&
            isPartnerReminderDue(partner, remindPartners, at),
        );
      const due = dueAt(now);
      if (due.length === 0) return 0;
      const today = Math.max(due.length, dueAt(endOfDay(now)).length);
      await begin(trx, about, { due, today }, now);
      await queue.send(trx, 'wake', {});
      return due.length;
    });
    if (begun > 0) log.info('reminders begun', { rows: begun });
  }
}

/** The last moment of this day in UTC. */
const endOfDay = (now: Date) => new Date(new Date(now).setUTCHours(23, 59, 59, 999));

/** `today`: how many come due until the day ends. The mails before went one after the other, so not all are due yet. */
async function begin(
  trx: Db,
  { tenantId, projectKey }: About,
  { due, today }: { due: readonly MailedPartner[]; today: number },
  now: Date,
): Promise<void> {
  const name = `reminders ${tenantId} ${projectKey} ${now.toISOString().slice(0, 10)}`;
  const request = { tenantId, name, kind: 'resend', projectKey } as const;
  const { id: requestId, isNew } = await openAutomatic(trx, request, now);
  const last = await lastRow(trx, requestId);
  const rows = due.map((partner, n) =>
    mailRow(last + n + 1, projectKey, { ...partner, cause: 'due' }),
  );
  await insertEndingLines(trx, requestId, rows);
  await insertEndingRows(trx, requestId, rows, 'approved');
  await copyMails(trx, requestId);
  if (!isNew) return;
  await setBeginning(trx, requestId, { bulk: true, trial: beginningOf(today).trial });
  const detail = { source: 'clock', kind: 'resend' };
  await record(trx, { actor: 'guestlist', what: 'request made', requestId, detail }, now);
  await record(trx, { actor: 'guestlist', what: 'request confirmed', requestId }, now);
}
