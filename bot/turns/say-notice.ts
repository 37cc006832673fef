import { type NoticeView, noticeCard } from '../cards/notice-card.ts';
import type { Card } from '../cards/render-card.ts';
import { isRefusal } from './refusals.ts';
import type { Turn } from './turn.ts';

/** Gives a short answer in the person's language. Logs one that refuses. */
export function sayNotice(turn: Turn, notice: NoticeView): Promise<void> {
  if (isRefusal(notice.notice)) turn.noteRefusal(turn.asks, notice.notice);
  return turn.say(noticeHere(turn, notice));
}

/** Draws a short answer for the place of this turn. */
export function noticeHere({ scope, language }: Turn, notice: NoticeView): Card {
  return noticeCard(scope === 'personal' ? { ...notice, isPersonal: true } : notice, language);
}
