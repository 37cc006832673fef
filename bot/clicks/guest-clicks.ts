import type { Project } from '../../src/guests/project/project.ts';
import { countNoMail, mailAgainDays } from '../../src/guests/times/mail-again.ts';
import { inTransaction } from '../../src/store/database.ts';
import { takeName } from '../../src/store/guests/guest-names.ts';
import {
  type FoundPartner,
  findPartner,
  type Sight,
} from '../../src/store/guests/partners-in-sight.ts';
import { record } from '../../src/store/history.ts';
import { partnersToMail } from '../../src/work/mailing/review-resend.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { type EntraLog, guestCard } from '../cards/guest-card.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { guestView } from '../drawing/guest-view.ts';
import { readEntraLog } from '../naming/read-entra-log.ts';
import { offersEntraLog, type VisiblePartners } from '../rights/partner-rights.ts';
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

type Drawing = { id: number | undefined; sight: Sight };

/** Draws a partner's card with what `readLog` says of Entra's log. Somebody who sees no such partner reads that. */
async function drawGuest(
  deps: BotDeps,
  turn: Turn,
  { id, sight }: Drawing,
  readLog: (found: FoundPartner) => Promise<EntraLog | undefined> | EntraLog | undefined,
): Promise<ClickAnswer> {
  const found = id === undefined ? undefined : await findPartner(deps.db, sight, { id });
  if (found === undefined) return { kind: 'notice', notice: guestNotFound(turn, 'guest') };
  // Each of the two may wait five seconds for Graph, and Teams waits ten.
  const [view, entraLog] = await Promise.all([
    guestView(deps, found, turn.timeZone),
    readLog(found),
  ]);
  return { kind: 'card', card: guestCard({ ...view, entraLog }, turn.language) };
}

/** Shows one partner whom the person chose among several. */
export const showGuest: ClickHandler<Sent, VisiblePartners> = (deps, turn, sent, { sight }) =>
  drawGuest(deps, turn, { id: sent.guestId, sight }, (found) => offersEntraLog(sight, found));

/** Shows operators what Entra's log says about a partner's account, on the partner's card. */
export const showEntraLog: ClickHandler<Sent, VisiblePartners> = (deps, turn, sent, { sight }) =>
  drawGuest(deps, turn, { id: sent.guestId, sight }, (found) => readEntraLog(deps, found));

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
  const answer = await drawGuest(deps, turn, { id, sight }, (found) =>
    offersEntraLog(sight, found),
  );
  return answer.kind === 'card' ? { ...answer, sayToo: true } : answer;
};
