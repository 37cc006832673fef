import { dayOf } from '../../src/guests/ending/calendar.ts';
import { readEndDate } from '../../src/guests/ending/end-date.ts';
import { endOfDay } from '../../src/guests/ending/end-instant.ts';
import { readStandInLine } from '../../src/guests/typed/stand-in-line.ts';
import { type StandIn, standInOf, standInsBy } from '../../src/store/approvals/stand-ins.ts';
import type { Decider } from '../../src/store/approvals/waiting-approvals.ts';
import { findStandIn } from '../../src/work/approval/find-stand-in.ts';
import { dropStandIn, nameStandIn } from '../../src/work/approval/name-stand-in.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { drawWaiting } from '../lists/draw-approval-lists.ts';
import type { Deciding } from '../rights/decider-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { dayWords } from '../words/formats.ts';
import { say } from '../words/say.ts';

/** `approvals`: lists what waits for this person's decision. */
export async function approvals(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  decider: Decider,
): Promise<void> {
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  await turn.say(await drawWaiting(deps.db, decider, { from: 1 }, viewer));
}

/** `stand-in <person> until <date>`: who decides for this person. Alone it shows that, `stand-in off` ends it. */
export async function standIn(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  deciding: Deciding,
): Promise<void> {
  const today = dayOf(deps.clock.now(), turn.timeZone);
  const dayFirst = turn.language === 'en' ? undefined : true;
  const line = readStandInLine(rest, { today, dayFirst });
  switch (line.kind) {
    case 'show':
      return await sayNotice(turn, await shownNow(deps, turn));
    case 'end': {
      const ended = await dropStandIn(deps, turn.who);
      deps.wake();
      return await sayNotice(
        turn,
        ended ? { notice: 'stand-in over' } : await shownNow(deps, turn),
      );
    }
    case 'name':
      return await sayNotice(turn, await name(deps, turn, { ...line, today }, deciding));
  }
}

/** Who stands in for this person, and for whom this person stands in. */
async function shownNow(deps: BotDeps, turn: Turn): Promise<NoticeView> {
  const now = deps.clock.now();
  const own = await standInOf(deps.db, turn.who, now);
  const others = await standInsBy(deps.db, turn.who, now);
  const speak = say(turn.language);
  const items = others.map(({ personName, lastDay }) =>
    speak('stand-in.for', { name: personName, day: dayWords(lastDay, turn.language) }),
  );
  const shown: NoticeView =
    own === undefined
      ? { notice: 'stand-in none', values: { example: example(deps, turn) } }
      : namedView(own, turn);
  return { ...shown, items };
}

const namedView = (
  { standInName, lastDay }: Pick<StandIn, 'standInName' | 'lastDay'>,
  { language }: Turn,
): NoticeView => ({
  notice: 'stand-in named',
  values: { name: standInName, day: dayWords(lastDay, language) },
});

/** A day two weeks ahead, as people write it. */
const example = ({ clock }: Pick<BotDeps, 'clock'>, { timeZone }: Turn): string =>
  dayOf(new Date(clock.now().getTime() + 14 * 86_400_000), timeZone);

type Wish = { who: string; until: string | undefined; today: string };

async function name(
  deps: BotDeps,
  turn: Turn,
  { who, until, today }: Wish,
  { owned, decides }: Deciding,
): Promise<NoticeView> {
  if (!decides) return { notice: 'stand-in for nothing' };
  const values = { example: example(deps, turn) };
  if (until === undefined) return { notice: 'stand-in until when', values };
  const day = readEndDate(until, today);
  if (!day.ok) return { notice: 'date unfit', reasons: [day.reason] };
  const { timeZone } = turn;
  const endsAt = endOfDay(day.day, timeZone);
  if (endsAt.getTime() - deps.clock.now().getTime() > longestMs)
    return { notice: 'stand-in too long' };
  const { findByIds, findPeople } = deps.endings;
  const loopback = deps.config.loopback;
  const looking = { ...deps, findByIds, findPeople, loopback };
  const found = await findStandIn(looking, turn.who, { text: who, owned });
  switch (found.kind) {
    case 'unknown':
      return { notice: 'stand-in unknown', values };
    case 'several':
      return { notice: 'stand-in several', values, items: found.names };
    case 'unfit':
      return { notice: 'stand-in unfit' };
    case 'not reached':
      return { notice: 'owner not reached' };
    case 'found': {
      const keys = owned.map(({ key }) => key);
      const named = { ...found.person, lastDay: day.day, endsAt };
      await nameStandIn(deps, turn.who, named, keys);
      deps.wake();
      return namedView({ standInName: named.name, lastDay: day.day }, turn);
    }
  }
}

const longestMs = 366 * 86_400_000;
