import { unknownRefusals } from '../../src/store/steps/unknown-refusals.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { noticeCard } from '../cards/notice-card.ts';
import type { OwnRequest } from '../rights/related-request.ts';

const most = 5;

/**
 * Shows operators what Entra wrote when it refused rows for a reason that the bot does not know. The bot sends it as a
 * card, which shows text as it was written, and puts it into no log: it may name people.
 */
export const showUnknownRefusals: ClickHandler<unknown, OwnRequest> = async (
  deps,
  turn,
  _sent,
  { request },
) => {
  const said = await unknownRefusals(deps.db, request.id, most);
  if (said.length === 0) return answerNotice('entra said nothing');
  const reasons = said.map((values) => ({ code: 'entra said', values }) as const);
  await turn.say(noticeCard({ notice: 'entra said', reasons }, turn.language));
  return answerNotice('entra said');
};
