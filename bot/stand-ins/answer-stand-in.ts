import { longestStandInMs } from '../../src/guests/approval/stand-in.ts';
import { dayOf } from '../../src/guests/ending/calendar.ts';
import { readEndDate } from '../../src/guests/ending/end-date.ts';
import { endOfDay } from '../../src/guests/ending/end-instant.ts';
import { findStandIn, type MeantStandIn } from '../../src/work/approval/find-stand-in.ts';
import { nameStandIn } from '../../src/work/approval/name-stand-in.ts';
import { ownVotes } from '../../src/work/approval/own-votes.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { Card } from '../cards/render-card.ts';
import { standInChoiceCard } from '../cards/stand-in-choice-card.ts';
import type { Deciding } from '../rights/decider-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { dayAhead, namedNotice } from './stand-in-notices.ts';

/** The stand-in that a person wants, and until when, as typed or as the button says. */
export type StandInWish = { meant: MeantStandIn; until: string | undefined };

/** Names who decides for this person. Where several people have the name, offers them as a choice. */
export async function answerStandIn(
  deps: BotDeps,
  turn: Turn,
  { meant, until }: StandInWish,
  deciding: Deciding,
): Promise<NoticeView | { card: Card }> {
  if (deciding.decidesIn.length === 0) return { notice: 'stand-in for nothing' };
  const values = { example: dayAhead(deps, turn) };
  if (until === undefined) return { notice: 'stand-in until when', values };
  const day = readEndDate(until, dayOf(deps.clock.now(), turn.timeZone));
  if (!day.ok) {
    const isLate = day.reason.code === 'until too far';
    return isLate
      ? { notice: 'stand-in too long' }
      : { notice: 'stand-in day unfit', reasons: [day.reason] };
  }
  const endsAt = endOfDay(day.day, turn.timeZone);
  if (endsAt.getTime() - deps.clock.now().getTime() > longestStandInMs)
    return { notice: 'stand-in too long' };
  const { findByIds, findPeople } = deps.endings;
  const looking = { ...deps, findByIds, findPeople, loopback: deps.config.loopback };
  const { owned } = deciding;
  const found = await findStandIn(looking, turn.who, { meant, owned });
  switch (found.kind) {
    case 'unknown':
      return { notice: 'stand-in unknown', values };
    case 'several': {
      const { people, hasMore } = found;
      return { card: standInChoiceCard({ people, hasMore, until: day.day }, turn.language) };
    }
    case 'unfit':
      return { notice: 'stand-in unfit' };
    case 'not reached':
      return { notice: 'owner not reached' };
    case 'found':
      return await take(deps, turn, { ...found.person, lastDay: day.day, endsAt }, deciding);
  }
}

type Named = { personId: string; name: string; lastDay: string; endsAt: Date };

async function take(
  deps: BotDeps,
  turn: Turn,
  named: Named,
  deciding: Deciding,
): Promise<NoticeView> {
  const own = await ownVotes(deps, named.personId, deciding);
  // They could give no vote but their own.
  if (own?.length === deciding.decidesIn.length)
    return { notice: 'stand-in decides already', values: { name: named.name } };
  const keys = deciding.owned.map(({ key }) => key);
  await nameStandIn(deps, turn.who, named, keys);
  deps.wake();
  const { name: standInName, lastDay } = named;
  const { decidesIn } = deciding;
  return namedNotice({ standInName, lastDay, own: own ?? [], decidesIn }, turn);
}
