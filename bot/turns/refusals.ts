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
  'no guest fits',
  'not owner',
  'not yours',
  'cannot take over',
  'stand-in unfit',
  'held by operator',
  'own request',
  'owners only',
  'operators only',
  'personal only',
  'host refused',
]);

/** The log's reason for a click that no card of ours sends. The person reads the answer to odd words. */
const forged = 'forged click';

/** The reason of a refusal, as the log says it. */
export type RefusalReason = NoticeCode | typeof forged;

/** The reason why a click with this answer was refused. Undefined where it was not. */
export const whyRefused = (code: NoticeCode): RefusalReason | undefined =>
  code === 'unknown command' ? forged : isRefusal(code) ? code : undefined;

/** True for a notice that refuses. */
export const isRefusal = (code: NoticeCode): boolean => refusals.has(code);
