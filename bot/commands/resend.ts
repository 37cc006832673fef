import { readAddress } from '../../src/guests/text/address.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { guestNotFound } from '../turns/guest-not-found.ts';
import { resendNotice } from '../turns/resend-notice.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** After the address: another mail, although one went a moment ago. */
const again = /\s(?:again|anyway|toch|nogmaals)\s*$/i;

/** `resend <address>`: sends the mail once more, for whoever may see the partner. */
export async function resend(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { sight }: VisiblePartners,
): Promise<void> {
  const anyway = again.test(rest);
  const read = readAddress(rest.replace(again, ''));
  if (!('address' in read)) return await sayNotice(turn, guestNotFound(turn, 'resend'));
  const { address } = read;
  const outcome = await resendMail(deps, sight, { address, anyway });
  deps.wake();
  if (outcome.kind === 'not found') return await sayNotice(turn, guestNotFound(turn, 'resend'));
  await sayNotice(turn, resendNotice(outcome));
}
