import { readAddress } from '../../src/guests/text/address.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import { resendWords } from '../clicks/resend-words.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { sightOf } from '../turns/visible-partners.ts';

/** `resend <address>`: the mail once more, for whoever may see the partner. */
export async function resend(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  const read = readAddress(rest);
  const seen = await sightOf(deps, turn, 'resend');
  if (seen === undefined) return await sayNotice(turn, { notice: 'refused' });
  // The same words whether there is nobody or nobody for this person.
  if (!('address' in read)) return await sayNotice(turn, { notice: 'guest not found' });
  const { address } = read;
  const outcome = await resendMail(deps, seen.sight, { address });
  deps.wake();
  if (outcome.kind === 'not found') return await sayNotice(turn, { notice: 'guest not found' });
  await sayNotice(turn, resendWords(outcome));
}
