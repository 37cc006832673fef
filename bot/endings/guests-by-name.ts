import { entryRow } from '../../src/guests/list/entry-row.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { TypedEnding } from '../../src/guests/typed/typed-ending.ts';
import type { MeantGuest } from '../../src/store/guests/find-guests.ts';
import type { Sight } from '../../src/store/guests/partners-in-sight.ts';
import { mostFound } from '../cards/guests-found-card.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { MayEnd } from '../rights/ending-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { meantGuests } from './meant-guests.ts';

type Named = {
  typed: TypedEnding;
  given: MayEnd;
  /** The project that the line names. */
  project: Project | undefined;
  what: 'revoke' | 'extend';
};

/** A line that names more people is a list, and lists have addresses. */
const mostNames = 20;

/**
 * Puts guests for the names in a line without addresses, as `guest` finds them: each name has to fit exactly one guest
 * whom this person may see. Otherwise returns what to say instead. Words that fit nobody beside such a name stay left
 * over.
 */
export async function withGuestsByName(
  { db }: Pick<BotDeps, 'db'>,
  turn: Turn,
  { typed, given, project, what }: Named,
): Promise<TypedEnding | NoticeView> {
  const { partners, names = [], doubts = [] } = typed;
  if (partners.length > 0 || names.length === 0 || doubts.length > 0) return typed;
  const sights = sightsOf(turn, given, project);
  const meant = new Map<string, MeantGuest>();
  const instead = new Map<string, string | undefined>();
  for (const name of names.slice(0, mostNames)) {
    const { guests, unused } = await meantGuests(db, sights, name);
    const [only, ...others] = guests;
    if (others.length > 0) return several(name.typed, guests, what);
    if (only === undefined) continue;
    meant.set(only.address, only);
    instead.set(name.said, unused);
  }
  if (meant.size === 0)
    return {
      notice: 'no guest fits',
      values: { text: names.map(({ typed: text }) => text).join(', '), what },
    };
  return {
    ...typed,
    partners: [...meant.keys()].map((address, at) => entryRow({ address }, at + 1)),
    leftOver: typed.leftOver.flatMap((words) =>
      instead.has(words) ? (instead.get(words) ?? []) : [words],
    ),
  };
}

function several(text: string, found: readonly MeantGuest[], what: Named['what']): NoticeView {
  const more = found.length > mostFound ? 'yes' : 'no';
  return {
    notice: 'several guests fit',
    values: { text, what, more },
    items: found.slice(0, mostFound).map(({ name, address }) => `${name} <${address}>`),
  };
}

/**
 * Where to look, the nearest first: among the guests of the named project where the person decides for it, and among
 * all whom they may see.
 */
function sightsOf(
  { who: { tenantId, personId } }: Turn,
  { rights, projects }: MayEnd,
  project: Project | undefined,
): Sight[] {
  const keys = projects.map(({ key }) => key);
  const by = { tenantId, requesterId: personId };
  const all = { ...by, own: rights.inviter, projects: keys, all: rights.operator };
  return project !== undefined && keys.includes(project.key)
    ? [{ ...by, own: false, projects: [project.key], all: false }, all]
    : [all];
}
