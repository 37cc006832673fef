import { dayOf } from '../../src/guests/ending/calendar.ts';
import { readEndDate } from '../../src/guests/ending/end-date.ts';
import { readDays } from '../../src/guests/sentence/read-days.ts';
import { auditCard } from '../cards/audit-card.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { auditTooLong } from '../rights/audit-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** `audit <from> <to>`: offers operators who did what to whom on these days. */
export async function sendAudit({ clock }: BotDeps, turn: Turn, rest: string): Promise<void> {
  const today = dayOf(clock.now(), turn.timeZone);
  const days = readDays(rest, today, turn.language === 'en' ? undefined : true);
  if (days === undefined)
    return await sayNotice(turn, { notice: 'days unclear', values: { days: rest } });
  if ('noDay' in days) return await sayNotice(turn, noSuchDay(days.noDay, today));
  const tooLong = auditTooLong(days);
  if (tooLong !== undefined) return await sayNotice(turn, tooLong);
  await turn.say(auditCard(days, turn.language));
}

function noSuchDay(day: string, today: string): NoticeView {
  const read = readEndDate(day, today);
  return { notice: 'days unclear', values: { days: day }, reasons: read.ok ? [] : [read.reason] };
}
