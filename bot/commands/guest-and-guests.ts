import { wordBeginnings } from '../../src/guests/names/word-beginnings.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import { readAddress } from '../../src/guests/text/address.ts';
import { findGuests } from '../../src/store/guests/find-guests.ts';
import { findPartner } from '../../src/store/guests/partners-in-sight.ts';
import { partnerNamed } from '../../src/work/named/partner-named.ts';
import { chooseProjectCard } from '../cards/choose-project-card.ts';
import { guestCard } from '../cards/guest-card.ts';
import { guestsFoundCard, mostFound } from '../cards/guests-found-card.ts';
import { guestView } from '../drawing/guest-view.ts';
import { drawGuests } from '../lists/draw-guests.ts';
import type { ListedProjects } from '../rights/guests-rights.ts';
import { offersEntraLog, type VisiblePartners } from '../rights/partner-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { guestNotFound } from '../turns/guest-not-found.ts';
import { sayNotice } from '../turns/say-notice.ts';
import { sayProjectUnknown } from '../turns/say-project-unknown.ts';
import type { Turn } from '../turns/turn.ts';
import { commandWord } from '../words/command-words.ts';
import { unquoted } from '../words/typed-text.ts';

/**
 * `guest <words>`: shows one partner's state and history, as far as this person may see them. The words are an address,
 * or begin words of a name, an address or a company. Where several partners fit it offers each.
 */
export async function guest(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { sight }: VisiblePartners,
): Promise<void> {
  const { db, endings } = deps;
  const read = readAddress(rest);
  const named = 'address' in read ? await partnerNamed(endings, sight, read.address) : 'nobody';
  const isKnown = typeof named === 'object';
  const meant = isKnown
    ? []
    : await findGuests(db, sight, wordBeginnings(rest), { limit: mostFound + 1 });
  const [only, ...others] = meant;
  if (others.length > 0) {
    const view = { guests: meant.slice(0, mostFound), hasMore: meant.length > mostFound };
    return await turn.say(guestsFoundCard(view, turn.language));
  }
  const found = isKnown ? named : only && (await findPartner(db, sight, { id: only.guestId }));
  if (found !== undefined) {
    const { timeZone, language } = turn;
    const view = await guestView(deps, found, timeZone);
    return await turn.say(guestCard({ ...view, entraLog: offersEntraLog(sight, found) }, language));
  }
  if (named === 'no answer') return await sayNotice(turn, { notice: 'address unread' });
  if ('address' in read) return await sayNotice(turn, guestNotFound(turn, 'guest'));
  const values = { command: commandWord('guest', turn.language) };
  await sayNotice(turn, { notice: 'nobody fits', values });
}

/** `guests <project>`: lists who has access to it. Without a project it offers this person's projects. */
export async function guests(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  { projects }: ListedProjects,
): Promise<void> {
  const wanted = unquoted(rest);
  const [only, ...others] = projects;
  const project = wanted === '' && others.length === 0 ? only : findProject(projects, wanted);
  if (project === undefined && wanted === '') {
    return await turn.say(chooseProjectCard({ projects, what: 'guests' }, turn.language));
  }
  if (project === undefined) return await sayProjectUnknown(turn, wanted, projects);
  const { language, timeZone, who } = turn;
  const list = { tenantId: who.tenantId, project, filter: 'all' } as const;
  const viewer = { language, timeZone, now: deps.clock.now() };
  await turn.say(await drawGuests(deps.db, list, 1, viewer));
}
