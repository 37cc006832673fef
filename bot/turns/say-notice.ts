import { type NoticeView, noticeCard } from '../cards/notice-card.ts';
import { isRefusal } from './refusals.ts';
import type { Turn } from './turn.ts';

/** Gives a short answer in the person's language. Logs one that refuses. */
export function sayNotice(turn: Turn, notice: NoticeView): Promise<void> {
  if (isRefusal(notice.notice)) turn.noteRefusal(turn.asks, notice.notice);
  const view = turn.scope === 'personal' ? notice : { ...notice, inChannel: true as const };
  return turn.say(noticeCard(view, turn.language));
}
