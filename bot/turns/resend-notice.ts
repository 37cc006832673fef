import type { Resent } from '../../src/work/request/resend-mail.ts';
import type { NoticeView } from '../cards/notice-card.ts';

/** The answer to somebody who asked for a mail once more. */
export function resendNotice(outcome: Resent): NoticeView {
  switch (outcome.kind) {
    case 'begun':
      return { notice: 'resend begun', values: { count: outcome.count } };
    case 'not found':
      return { notice: 'nothing to resend' };
    case 'accepted already':
      return { notice: 'resend accepted already' };
    case 'not open':
      return { notice: 'resend not open' };
    case 'under way':
      return { notice: 'resend under way' };
    case 'a minute ago':
      return { notice: 'resend a minute ago' };
    case 'once a day':
      return { notice: 'resend once a day' };
  }
}
