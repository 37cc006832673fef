import { beginningOf } from '../../guests/times/careful-start.ts';
import { whyNoMail } from '../../guests/times/mail-again.ts';
import {
  dayOfReminders,
  daysOfReminders,
  isPartnerReminderDue,
} from '../../guests/times/partner-reminders.ts';
import type { Db } from '../../store/database.ts';
import { insertEndingLines, insertEndingRows } from '../../store/endings/ending-rows.ts';
import { record } from '../../store/history.ts';
import { lastRow } from '../../store/invitations/invitations.ts';
import { copyMails, type MailedPartner } from '../../store/invitations/mail-standings.ts';
import { cancelledAmong, openUncancelled } from '../../store/requests/confirmed-requests.ts';
import { setBeginning } from '../../store/requests/first-rows.ts';
import { mailRow } from './mail-row.ts';

type About = { tenantId: string; projectKey: string };

/**
 * Sends the mail again to those of these partners for whom their project wants that now: one confirmed request for each
 * project and day, with a careful start. A day whose request somebody cancelled is over: no partner who comes due later
 * that day gets the mail, then or afterwards. Returns how many get it.
 */
export async function beginReminders(
  trx: Db,
  about: About,
  {
    partners,
    remindPartners,
  }: { partners: readonly MailedPartner[]; remindPartners: readonly string[] },
  now: Date,
): Promise<number> {
  if (remindPartners.length === 0) return 0;
  const names = new Map(daysOfReminders(now).map((day) => [day, nameOf(about, day)] as const));
  const over = await cancelledAmong(trx, [...names.values()]);
  const cancelled = new Set([...names].flatMap(([day, name]) => (over.has(name) ? day : [])));
  const dueAt = (at: Date) =>
    partners.filter(
      (partner) =>
        whyNoMail(partner, at) === undefined &&
        isPartnerReminderDue(partner, { remindPartners, cancelled }, at),
    );
  const due = dueAt(now);
  if (due.length === 0) return 0;
  const today = Math.max(due.length, dueAt(endOfDay(now)).length);
  return await begin(trx, about, { due, today }, now);
}

const nameOf = ({ tenantId, projectKey }: About, day: string) =>
  `reminders ${tenantId} ${projectKey} ${day}`;

/** The last moment of this day in UTC. */
const endOfDay = (now: Date) => new Date(new Date(now).setUTCHours(23, 59, 59, 999));

/** `today`: how many come due until the day ends. The mails before went one after the other, so not all are due yet. */
async function begin(
  trx: Db,
  { tenantId, projectKey }: About,
  { due, today }: { due: readonly MailedPartner[]; today: number },
  now: Date,
): Promise<number> {
  const name = nameOf({ tenantId, projectKey }, dayOfReminders(now));
  const opened = await openUncancelled(trx, { tenantId, name, kind: 'resend', projectKey }, now);
  if (opened === undefined) return 0;
  const { id: requestId, isNew } = opened;
  const last = await lastRow(trx, requestId);
  const rows = due.map((partner, n) =>
    mailRow(last + n + 1, projectKey, { ...partner, cause: 'due' }),
  );
  await insertEndingLines(trx, requestId, rows);
  await insertEndingRows(trx, requestId, rows, 'approved');
  await copyMails(trx, requestId);
  if (!isNew) return due.length;
  await setBeginning(trx, requestId, { bulk: true, trial: beginningOf(today).trial });
  const detail = { source: 'clock', kind: 'resend' };
  await record(trx, { actor: 'guestlist', what: 'request made', requestId, detail }, now);
  await record(trx, { actor: 'guestlist', what: 'request confirmed', requestId }, now);
  return due.length;
}
