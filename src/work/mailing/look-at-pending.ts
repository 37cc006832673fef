import { lastingRefusals } from '../../guests/lasting-refusals.ts';
import { inTransaction } from '../../store/database.ts';
import { takeReminderTurn } from '../../store/endings/replica-turns.ts';
import { mailStandings } from '../../store/invitations/mail-standings.ts';
import { activeProjects } from '../../store/projects.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { askToGiveUp } from './ask-to-give-up.ts';
import { beginReminders } from './begin-reminders.ts';

const nothing = { reminded: 0, asked: 0 };

/**
 * Reminds the partners of each project who have not accepted, and stores the questions about partners who have waited
 * too long, where the project wants that. Reads the partners once for both. Any replica may run it, any number of
 * times.
 */
export async function lookAtPending(
  { db, queue, clock, log }: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
  tenantId: string,
): Promise<void> {
  const now = clock.now();
  for (const project of await activeProjects(db)) {
    const { key: projectKey, remindPartners, giveUpAfter } = project;
    if (remindPartners.length === 0 && giveUpAfter === undefined) continue;
    const { reminded, asked } = await inTransaction(db, async (trx) => {
      if (!(await takeReminderTurn(trx))) return nothing;
      const about = { tenantId, projectKey };
      const partners = await mailStandings(trx, { ...about, refusals: lastingRefusals });
      const begun = await beginReminders(trx, about, { partners, remindPartners }, now);
      if (begun > 0) await queue.send(trx, 'wake', {});
      return {
        reminded: begun,
        asked: await askToGiveUp(trx, about, { partners, giveUpAfter }, now),
      };
    });
    if (reminded > 0) log.info('reminders begun', { rows: reminded });
    if (asked > 0) log.info('asked to give up', { rows: asked });
  }
}
