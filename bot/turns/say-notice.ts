import { type NoticeView, noticeCard } from '../cards/notice-card.ts';
import type { Turn } from './turn.ts';

/** A short answer in the person's language. */
export function sayNotice(turn: Turn, notice: NoticeView): Promise<void> {
  return turn.say(noticeCard(notice, turn.language));
}
