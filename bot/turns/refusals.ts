import type { NoticeCode } from '../cards/notice-codes.ts';

/**
 * Answers that refuse what somebody asked for: they may not do it, or it is not theirs. Some read the same where there
 * is nothing at all.
 */
const refusals: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'refused',
  'may not ask',
  'may not ask with files',
  'may not link',
  'may not mute',
  'not found',
  'guest not found',
  'no projects',
  'nothing to end',
  'nothing to resend',
  'nobody fits',
  'not owner',
  'not yours',
  'own request',
  'owners only',
  'operators only',
  'personal only',
  'host refused',
]);

/** True for a notice that refuses. */
export const isRefusal = (code: NoticeCode): boolean => refusals.has(code);
