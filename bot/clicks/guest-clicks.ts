import { inTransaction } from '../../src/store/database.ts';
import { takeName } from '../../src/store/guests/guest-names.ts';
import { findPartner } from '../../src/store/guests/partners.ts';
import { record } from '../../src/store/history.ts';
import { guestCard } from '../cards/guest-card.ts';
import { guestView } from '../drawing/guest-view.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import { answerNotice, type ClickHandler } from './click.ts';

type Sent = { guestId?: number | undefined; version?: number | undefined };

/** Takes over the directory's name for a guest. An offer that is out of date changes nothing. */
export const renameGuest: ClickHandler<Sent, VisiblePartners> = async (
  deps,
  turn,
  sent,
  { sight },
) => {
  const { guestId: id, version } = sent;
  const may = id !== undefined && (await findPartner(deps.db, sight, { id })) !== undefined;
  if (!may || version === undefined) return answerNotice('guest not found');
  await inTransaction(deps.db, async (trx) => {
    if ((await takeName(trx, { id, version })) === 'changed') return;
    const entry = { actor: turn.who.personId, what: 'name taken', guestId: id } as const;
    await record(trx, entry, deps.clock.now());
  });
  const found = await findPartner(deps.db, sight, { id });
  if (found === undefined) return answerNotice('guest not found');
  const view = await guestView(deps.db, found, turn.timeZone);
  return { kind: 'card', card: guestCard(view, turn.language), sayToo: true };
};
