import { dayOf } from '../../src/guests/ending/calendar.ts';
import { withBreaks } from '../../src/guests/in-turns.ts';
import type { Project } from '../../src/guests/project/project.ts';
import { findProject } from '../../src/guests/project/project-file.ts';
import type { Known } from '../../src/guests/sentence/read-clauses.ts';
import { readAddress } from '../../src/guests/text/address.ts';
import { nearest } from '../../src/guests/text/nearest.ts';
import { doubtNote, leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { endingInTurns, type TypedEnding } from '../../src/guests/typed/typed-ending.ts';
import type { EndingWish } from '../../src/work/drafting/ending-wish.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { MayEnd } from '../rights/ending-rights.ts';
import { askForEnding } from '../turns/ask-for-ending.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { typingContextIn } from '../turns/typing-context.ts';
import { withGuestsByName } from './guests-by-name.ts';
import { readNewEnd } from './new-end.ts';

type Run = (deps: BotDeps, turn: Turn, rest: string, given: MayEnd) => Promise<void>;

/** `revoke <who> from <project>`, `revoke #1042`: reviews what the bot would take back. */
export const revoke: Run = async (deps, turn, rest, given) => {
  const read = await withBreaks(endingInTurns(rest, knownHere(deps, turn, given)));
  const { requestId, endless } = read;
  if (requestId !== undefined)
    return await ask(deps, turn, { wish: { kind: 'end', requestId }, given, typed: read });
  const typed = await withNames(deps, turn, { typed: read, given, what: 'revoke' });
  if ('notice' in typed) return await sayNotice(turn, typed);
  const who = readWho(typed, given, 'revoke');
  if ('notice' in who) return await sayWrong(turn, who, { typed, given });
  if (typed.until !== undefined || typed.longer !== undefined)
    return await sayNotice(turn, { notice: 'revoke is now' });
  // All that is taken back goes for good.
  const leftOver = [...typed.leftOver, ...(endless === undefined ? [] : [endless])];
  await ask(deps, turn, { wish: { kind: 'end', ...who }, given, typed: { ...typed, leftOver } });
};

/** `extend <who> in <project> until <date>`, or `for 30 days`: reviews the new end. */
export const extend: Run = async (deps, turn, rest, given) => {
  const read = await withBreaks(endingInTurns(rest, knownHere(deps, turn, given)));
  const typed = await withNames(deps, turn, { typed: read, given, what: 'extend' });
  if ('notice' in typed) return await sayNotice(turn, typed);
  const who = readWho(typed, given, 'extend');
  if ('notice' in who) return await sayWrong(turn, who, { typed, given });
  const end = readNewEnd(typed, dayOf(deps.clock.now(), turn.timeZone));
  if ('notice' in end) return await sayNotice(turn, end);
  await ask(deps, turn, { wish: { kind: 'extend', ...who, ...end }, given, typed });
};

/** The line with the guests whom it names without their addresses. */
const withNames = (
  deps: BotDeps,
  turn: Turn,
  { typed, given, what }: { typed: TypedEnding; given: MayEnd; what: 'revoke' | 'extend' },
) => {
  const project = typed.project === undefined ? undefined : heardOf(typed.project, given);
  return withGuestsByName(deps, turn, { typed, given, project, what });
};

/**
 * The names that the bot needs to read the line. They include only projects that the person may hear of: how the bot
 * reads a line must not reveal others.
 */
function knownHere(deps: BotDeps, turn: Turn, given: MayEnd): Known {
  const names = given.all.filter((project) => mayHear(project, given));
  return typingContextIn(deps, turn, names);
}

type Who = { addresses: string[]; projectKey: string };

/** Reads which partners a line names in which project, or what is missing. */
function readWho(
  { partners, project, others }: TypedEnding,
  given: MayEnd,
  word: 'revoke' | 'extend',
): Who | NoticeView {
  if (partners.length === 0) return { notice: `${word} whom` };
  const read = partners.map(({ address }) => readAddress(address));
  const wrong = read.flatMap((each) => ('reason' in each ? [each.reason] : []));
  if (wrong.length > 0) return { notice: `${word} whom`, reasons: wrong };
  const addresses = read.flatMap((each) => ('address' in each ? [each.address] : []));
  if (project === undefined) {
    return others.projects.length === 0
      ? withoutProject(addresses, given, word)
      : { notice: `${word} where`, items: given.projects.map(({ name }) => name) };
  }
  const found = heardOf(project, given);
  if (found !== undefined) {
    // A line with two projects means some guests in one and some in the other, or all in both.
    const more = others.projects.filter((name) => heardOf(name, given) !== found);
    if (more.length > 0) return { notice: `${word} one project`, items: [found.name, ...more] };
    return { addresses, projectKey: found.key };
  }
  const names = given.all
    .filter((each) => mayHear(each, given))
    .flatMap(({ key, name }) => [key, name]);
  const near = nearest(project, names) ?? '';
  return { notice: 'project unknown', values: { project, nearest: near } };
}

/** Logs a project that exists and that this person may not hear of. The words tell nobody that it exists. */
async function sayWrong(
  turn: Turn,
  notice: NoticeView,
  { typed, given }: { typed: TypedEnding; given: MayEnd },
): Promise<void> {
  if (notice.notice === 'project unknown' && findProject(given.all, typed.project ?? ''))
    turn.noteRefusal(turn.asks, notice.notice);
  await sayNotice(turn, notice);
}

function heardOf(name: string, given: MayEnd): Project | undefined {
  const found = findProject(given.all, name);
  return found !== undefined && mayHear(found, given) ? found : undefined;
}

const mayHear = (project: Project, { projects, knows }: MayEnd) =>
  projects.includes(project) || knows(project);

/** A person who decides for one project alone means that project. */
function withoutProject(
  addresses: string[],
  { projects }: MayEnd,
  word: 'revoke' | 'extend',
): Who | NoticeView {
  const [only, ...others] = projects;
  if (only !== undefined && others.length === 0) return { addresses, projectKey: only.key };
  return { notice: `${word} where`, items: projects.map(({ name }) => name) };
}

async function ask(
  deps: BotDeps,
  turn: Turn,
  { wish, given, typed }: { wish: EndingWish; given: MayEnd; typed: TypedEnding },
): Promise<void> {
  const { rights } = given;
  const notes = [...leftOverNote(typed.leftOver), ...doubtNote(typed.doubts)];
  const asked = await askForEnding(deps, turn, { wish, rights, notes });
  if ('notice' in asked) await sayNotice(turn, asked);
}
