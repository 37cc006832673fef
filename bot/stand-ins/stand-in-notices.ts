import type { DecidingPart } from '../../src/guests/approval/stages.ts';
import { dayOf } from '../../src/guests/ending/calendar.ts';
import { dayMs } from '../../src/guests/times/spans.ts';
import { standInOf, standInsBy } from '../../src/store/approvals/stand-ins.ts';
import { ownVotes } from '../../src/work/approval/own-votes.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { Deciding } from '../rights/decider-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { clean } from '../words/clean.ts';
import { dayWords, listed } from '../words/formats.ts';
import { type Say, say } from '../words/say.ts';

/** A day two weeks ahead, as people write it. */
export const dayAhead = ({ clock }: Pick<BotDeps, 'clock'>, { timeZone }: Turn): string =>
  dayOf(new Date(clock.now().getTime() + 14 * dayMs), timeZone);

type NamedView = {
  standInName: string;
  lastDay: string;
  /** Where the stand-in gives only a vote of their own. */
  own: readonly Part[];
  /** All that the reader decides for. */
  decidesIn: readonly Part[];
};

type Part = Pick<DecidingPart, 'key' | 'projectKey' | 'name' | 'stage'>;

const mostProjects = 5;

/** Says who decides for the reader, and in which projects and stages that person does not. */
export function namedNotice(
  { standInName, lastDay, ...parts }: NamedView,
  { language }: Turn,
): NoticeView {
  const all = ownNames(parts, say(language));
  const names = all.slice(0, mostProjects);
  const more = all.length - names.length;
  const values = {
    name: standInName,
    day: dayWords(lastDay, language),
    own: all.length,
    projects: listed(
      more > 0 ? [...names, say(language)('stand-in.more', { more })] : names,
      language,
    ),
  };
  return { notice: 'stand-in named', values };
}

/** Names where the stand-in has a vote of their own: a project if they have one in all of it, otherwise its stages. */
export function ownNames({ own, decidesIn }: Pick<NamedView, 'own' | 'decidesIn'>, speak: Say) {
  const keys = new Set(own.map(({ key }) => key));
  const names = own.map(({ projectKey, name, stage }) => {
    const project = clean(name, 60);
    const parts = decidesIn.filter((part) => part.projectKey === projectKey);
    if (parts.every((part) => keys.has(part.key))) return project;
    return stage === undefined
      ? speak('stand-in.extensions', { project })
      : speak('stand-in.stage', { project, stage });
  });
  return [...new Set(names)];
}

/** The person's stand-in, and the owners for whom this person stands in. */
export async function shownStandIns(
  deps: BotDeps,
  turn: Turn,
  deciding: Deciding,
): Promise<NoticeView> {
  const now = deps.clock.now();
  const others = await standInsBy(deps.db, turn.who, now);
  const speak = say(turn.language);
  const items = others.map(({ personName, lastDay }) =>
    speak('stand-in.for', { name: personName, day: dayWords(lastDay, turn.language) }),
  );
  return { ...(await ownStandIn(deps, turn, deciding)), items };
}

async function ownStandIn(deps: BotDeps, turn: Turn, deciding: Deciding): Promise<NoticeView> {
  const named = await standInOf(deps.db, turn.who, deps.clock.now());
  const example = dayAhead(deps, turn);
  if (named === undefined) return { notice: 'stand-in none', values: { example } };
  const { standInId, standInName: name } = named;
  const own = await ownVotes(deps, standInId, deciding);
  if (own === undefined) return { notice: 'stand-in gone', values: { name, example } };
  if (deciding.decidesIn.length === 0) return { notice: 'stand-in for nothing' };
  if (own.length === deciding.decidesIn.length)
    return { notice: 'stand-in decides already', values: { name } };
  return namedNotice({ ...named, own, decidesIn: deciding.decidesIn }, turn);
}
