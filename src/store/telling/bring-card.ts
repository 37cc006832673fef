import { topicIn } from '../../guests/approval/stages.ts';
import type { Db } from '../database.ts';
import { noteStageAsked } from '../stage-asked.ts';
import { all, exists, run } from '../statement.ts';
import { type ShownCard, wantCard } from './shown-cards.ts';

/** An approval's card in one person's chat. */
export type ApprovalCopy = { approvalId: number; placeId: number };

/** The part of the list that a copy shows: the first partners, or all of them for a client that cannot page. */
export type CopyList = 'first' | 'all';

/** The topic of a copy that shows all partners begins with this word. */
const wholeList = 'all';

/** The part of the list that a copy with this topic shows. */
export const listOf = ({ topic }: Pick<ShownCard, 'topic'>): CopyList =>
  topic.startsWith(wholeList) ? 'all' : 'first';

/**
 * Posts an approval's card again further down, to somebody who decides, in a transaction of the caller. The copies
 * before it then say so, so one place has one live copy. `last`: the newest card that the caller knew. If a newer copy
 * has followed since, this changes nothing, so a repeated click has no further effect. False where nothing changed.
 */
export async function bringCard(
  trx: Db,
  copy: ApprovalCopy & { list: CopyList; last?: number | undefined },
  now: Date,
): Promise<boolean> {
  // Of two callers the second one sees what the first one did.
  await run(trx)`select from approval where id = ${copy.approvalId} for update`;
  await noteStageAsked(trx, copy.approvalId, { placeId: copy.placeId });
  const copies = await liveCopies(trx, copy);
  const live = copies.at(-1);
  if (copy.last !== undefined && live !== undefined && live.id > copy.last) return false;
  // It is on its way already.
  if (live?.messageId === null && live.deadAt === null) return false;
  await leaveCopies(trx, copy, now);
  const topic = [copy.list === 'all' ? wholeList : '', live === undefined ? '' : `after ${live.id}`]
    .filter(Boolean)
    .join(' ');
  const { approvalId: subjectId, placeId } = copy;
  return await wantCard(trx, { kind: 'approval', subjectId, placeId, topic }, now);
}

/**
 * Posts an approval's card in a channel once for each stage. The copy of the stage before says that it has moved. The
 * caller has locked the approval. False where it stands there already.
 */
export async function bringToStage(
  trx: Db,
  { stage, ...copy }: ApprovalCopy & { stage: number },
  now: Date,
): Promise<boolean> {
  const { approvalId: subjectId, placeId } = copy;
  const topic = topicIn(stage);
  const isThere = await exists(trx)`
    select from shown_card where kind = 'approval' and subject_id = ${subjectId} and place_id = ${placeId} and topic = ${topic}`;
  if (isThere) return false;
  await leaveCopies(trx, copy, now);
  return await wantCard(trx, { kind: 'approval', subjectId, placeId, topic }, now);
}

type LiveCopy = Pick<ShownCard, 'id' | 'messageId'> & { deadAt: Date | null };

/** The live copies in one place, the oldest first. */
async function liveCopies(trx: Db, { approvalId, placeId }: ApprovalCopy): Promise<LiveCopy[]> {
  return await all(trx)`
    select id, message_id, dead_at from shown_card
    where kind = 'approval' and subject_id = ${approvalId} and place_id = ${placeId} and not moved
    order by id`;
}

/** Lets the copies that stand there say that the card has moved. A copy that never stood anywhere stays silent. */
async function leaveCopies(trx: Db, { approvalId, placeId }: ApprovalCopy, now: Date) {
  await run(trx)`
    update shown_card set moved = true, final = false, attempts = 0, due_at = ${now},
      wanted = wanted + 1, dead_at = case when message_id is null then dead_at end
    where kind = 'approval' and subject_id = ${approvalId} and place_id = ${placeId} and not moved`;
}

/** How the live copy that follows a moved one stands. */
export async function nextCopy(
  db: Db,
  { approvalId, placeId }: ApprovalCopy,
): Promise<'there' | 'on its way' | 'lost'> {
  const [live] = await all(db)<LiveCopy>`
    select id, message_id, dead_at from shown_card
    where kind = 'approval' and subject_id = ${approvalId} and place_id = ${placeId} and not moved
    order by id desc limit 1`;
  if (live === undefined || live.deadAt !== null) return 'lost';
  return live.messageId === null ? 'on its way' : 'there';
}
