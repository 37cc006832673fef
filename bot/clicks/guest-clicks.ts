import type { Project } from '../../src/guests/project/project.ts';
import { countNoMail, mailAgainDays } from '../../src/guests/times/mail-again.ts';
import { inTransaction } from '../../src/store/database.ts';
import { takeName } from '../../src/store/guests/guest-names.ts';
import { findPartner } from '../../src/store/guests/partners-in-sight.ts';
import { record } from '../../src/store/history.ts';
import { partnersToMail } from '../../src/work/mailing/review-resend.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { guestCard } from '../cards/guest-card.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { guestView } from '../drawing/guest-view.ts';
import { readEntraLog } from '../naming/read-entra-log.ts';
import { offeredTo, type VisiblePartners } from '../rights/partner-rights.ts';
import { askForEnding } from '../turns/ask-for-ending.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { guestNotFound } from '../turns/guest-not-found.ts';
import { resendNotice } from '../turns/resend-notice.ts';
import type { Turn } from '../turns/turn.ts';

type Sent = { guestId?: number | undefined; version?: number | undefined };

/**
 * Begins to send the mail again to all partners of a project who have not accepted: its review card comes by itself.
 * Returns the number of the request, or what to say instead.
 */
export async function resendToAll(
  deps: BotDeps,
  turn: Turn,
  { project, rights }: { project: Project; rights: Rights },
): Promise<{ requestId: number } | NoticeView> {
  const wish = { kind: 'resend', projectKey: project.key } as const;
  const asked = await askForEnding(deps, turn, { wish, rights });
  if (!('notice' in asked) || asked.notice !== 'nothing to end') return asked;
  const { tenantId } = turn.who;
  const partners = await partnersToMail(deps.db, { tenantId, projectKey: project.key });
  const { lately, off, refused } = countNoMail(partners, deps.clock.now());
  const values = { project: project.name, lately, off, refused, days: mailAgainDays };
  return { notice: 'nobody to mail', values };
}

/** Asks for the mail once more, to all partners of a project who have not accepted. */
export const clickResendToAll: ClickHandler<unknown, { project: Project; rights: Rights }> = async (
  deps,
  turn,
  _sent,
  given,
) => {
  const asked = await resendToAll(deps, turn, given);
  return 'notice' in asked
    ? { kind: 'notice', notice: asked }
    : answerNotice('review follows', { number: String(asked.requestId) });
};

/** Asks for the mail once more, to one partner. */
export const clickResendToOne: ClickHandler<Sent, VisiblePartners> = async (
  deps,
  _turn,
  { guestId: id },
  { sight },
) => {
  const found = id === undefined ? undefined : await findPartner(deps.db, sight, { id });
  if (found === undefined) return answerNotice('nothing to resend');
  const outcome = await resendMail(deps, sight, { address: found.partner.address });
  deps.wake();
  return { kind: 'notice', notice: resendNotice(outcome) };
};

/** Shows one partner whom the person chose among several. */
export const showGuest: ClickHandler<Sent, VisiblePartners> = async (
  deps,
  turn,
  { guestId: id },
  { sight },
) => {
  const found = id === undefined ? undefined : await findPartner(deps.db, sight, { id });
  if (found === undefined) return { kind: 'notice', notice: guestNotFound(turn, 'guest') };
  const view = await guestView(deps, found, { ...turn, ...offeredTo(sight) });
  return { kind: 'card', card: guestCard(view, turn.language) };
};

/** Takes over the directory's name for a guest. An offer that is out of date changes nothing. */
export const renameGuest: ClickHandler<Sent, VisiblePartners> = async (
  deps,
  turn,
  sent,
  { sight },
) => {
  const { guestId: id, version } = sent;
  const may = id !== undefined && (await findPartner(deps.db, sight, { id })) !== undefined;
  if (!may || version === undefined)
    return { kind: 'notice', notice: guestNotFound(turn, 'guest') };
  await inTransaction(deps.db, async (trx) => {
    if ((await takeName(trx, { id, version })) === 'changed') return;
    const entry = { actor: turn.who.personId, what: 'name taken', guestId: id } as const;
    await record(trx, entry, deps.clock.now());
  });
  const found = await findPartner(deps.db, sight, { id });
  if (found === undefined) return { kind: 'notice', notice: guestNotFound(turn, 'guest') };
  const view = await guestView(deps, found, { ...turn, ...offeredTo(sight) });
  return { kind: 'card', card: guestCard(view, turn.language), sayToo: true };
};

/** Shows operators what Entra's log says about a partner's account, on the partner's card. */
export const showEntraLog: ClickHandler<Sent, VisiblePartners> = async (
  deps,
  turn,
  { guestId: id },
  { sight },
) => {
  const found = id === undefined ? undefined : await findPartner(deps.db, sight, { id });
  if (found === undefined) return { kind: 'notice', notice: guestNotFound(turn, 'guest') };
  // Each read may take five seconds, and Teams waits ten.
  const [entraLog, view] = await Promise.all([
    readEntraLog(deps, found),
    guestView(deps, found, turn),
  ]);
  return { kind: 'card', card: guestCard({ ...view, entraLog }, turn.language) };
};
