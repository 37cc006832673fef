import { readYesNo } from '../list/cell-values.ts';
import { callsMeeting } from '../list/not-a-partner.ts';
import {
  asksHere,
  decidesHere,
  forbidsWithYes,
  holdsAnswers,
  holdsRemarks,
  holdsStates,
  isAgainst,
  permitsHere,
  speaksAgainst,
  speaksOfDaily,
} from './mark-headings.ts';
import {
  beginsWithState,
  saysNo,
  saysNothingHere,
  saysNotMeant,
  saysNotYet,
  saysUnsure,
  takesPersonBack,
  turnsRound,
} from './state-words.ts';

/** True for the line of a mail whose people only get a copy. */
export const isCopy = (text: string): boolean => /^b?cc:?$/i.test(text);

/** In characters. Longer text is no mark. */
const longest = 200;

/** So many different cells of a column are worth remembering: a list repeats the same few. */
const mostKnown = 200;

/** `denied`: the list does not mean the row's person. `doubtful`: it may not. */
export type Mark = 'denied' | 'doubtful' | 'none';

/** The subject of a heading that the reader does not read, and its judgement of cells. */
type Judged = { about: About; cells: Map<string, Mark> };
type About = Record<
  | 'remarks'
  | 'asks'
  | 'decides'
  | 'denies'
  | 'jobs'
  | 'states'
  | 'forbids'
  | 'codes'
  | 'permits'
  | 'counts',
  boolean
>;

/**
 * Judges a cell of a column that the reader does not read. Remembers each judgement. `counted`: the headings whose noughts
 * count something.
 */
export function startMarks(
  counted: ReadonlySet<string> = new Set(),
): (heading: string, cell: string) => Mark {
  const known = new Map<string, Judged>();
  return (heading, cell) => {
    const text = cell.trim();
    if (text === '' || text.length > longest) return 'none';
    const judged = known.get(heading) ?? { about: aboutOf(heading, counted), cells: new Map() };
    known.set(heading, judged);
    const before = judged.cells.get(text);
    if (before !== undefined) return before;
    const found = markIn(judged.about, text);
    if (judged.cells.size < mostKnown) judged.cells.set(text, found);
    return found;
  };
}

const aboutOf = (heading: string, counted: ReadonlySet<string>): About => ({
  remarks: holdsRemarks(heading),
  asks: (asksHere.test(heading) && !/\b(?:mfa|2fa)/i.test(heading)) || holdsAnswers(heading),
  jobs: /\b(?:job|title|functie|beroep|beruf|fonction|cargo|puesto)/i.test(heading),
  decides: decidesHere.test(heading),
  denies: isAgainst(heading),
  states: holdsStates(heading),
  forbids: forbidsWithYes(heading),
  permits: permitsHere.test(heading),
  counts: counted.has(heading),
  codes:
    /countr|land\b|pays\b|pa[ií]s|paese|code|initial|initiaal|prefix|currency|cost|team|dep/i.test(
      heading,
    ),
});

function markIn(about: About, text: string): Mark {
  if (about.forbids && readYesNo(text) === true) return 'denied';
  if (isCopy(text)) return about.codes ? 'none' : 'doubtful';
  const ahead = about.states ? stateAhead(text) : undefined;
  if (ahead !== undefined) return ahead;
  if (!isMarked(about, text)) return 'none';
  return about.states && (takesPersonBack(text) || isNo(about, text)) ? 'denied' : 'doubtful';
}

/** What a state at the beginning of a cell says of the person. */
function stateAhead(text: string): Mark | undefined {
  if (!beginsWithState(text)) return undefined;
  return turnsRound(text) ? 'doubtful' : 'denied';
}

/** Somebody who has not been asked yet may not be invited; somebody who has not answered may. */
const isNo = ({ permits, counts }: About, text: string): boolean =>
  saysNo.test(text) && (permits || !saysNotYet.test(text)) && !(counts && /^0\.?$/.test(text));

function isMarked(about: About, text: string): boolean {
  // A presenter by profession presents nothing here.
  if (about.jobs && callsMeeting(text)) return false;
  if (about.remarks && speaksOfDaily.test(text)) return false;
  if (saysNotMeant(text) || (about.remarks && speaksAgainst.test(text))) return true;
  if (saysUnsure.test(text)) return about.asks || about.decides;
  if (saysNo.test(text)) return about.asks && !about.denies;
  return about.denies && !saysNothingHere.test(text);
}
