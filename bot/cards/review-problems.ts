import type { Reason } from '../../src/guests/reason.ts';
import { clean } from '../words/clean.ts';
import { dayWords } from '../words/formats.ts';
import { reasonsWords } from '../words/reason-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import type { EndingReviewView } from './ending-review-view.ts';
import type { CardData } from './render-card.ts';
import type { ReviewView } from './review-view.ts';

/** Shows the faults of rows by line, at most `most.problems` of them. */
export function problemData(
  view: ReviewView,
  language: Language,
  most: { problems: number },
): CardData {
  const say = speaker(language);
  const shown = view.problems.slice(0, most.problems);
  return {
    hasProblems: view.counts.problems > 0,
    problemsTitle: say('review.problems'),
    problems: problemLines(shown, say),
    moreProblems: more(view.counts.problems, shown.length, say),
    problemsFile: say(view.counts.problems > 0 ? 'rows.problems file' : 'rows.skipped file'),
    leftOut: view.counts.problems + view.counts.skipped + view.counts.complete > 0,
    nothing: nothingData(view, language),
    repeated: view.repeated.map(({ line, first, name }) => ({
      line: say('review.problem line', { line }),
      reason: ` ${say('reason.duplicate', {
        line: first,
        name: clean(name ?? '', 60),
        renamed: name == null ? 'no' : 'yes',
      })}`,
    })),
    moreRepeated: more(view.counts.skipped, view.repeated.length, say),
  };
}

/** Each faulty row on a line of its own: where it stands, whom it names, why. */
export function problemLines(problems: EndingReviewView['problems'], say: Say): CardData[] {
  return problems.map(({ line, address, reasons }) => ({
    ...lineData(line, say),
    address: besideLine(line, address),
    hasAddress: address !== undefined && address !== '',
    reason: ` ${reasonsWords(ownReasons(reasons).slice(0, 2), say)}`,
  }));
}

/** The line of a row in the list. A row without one begins with its address. */
export const lineData = (line: number | undefined, say: Say) => ({
  hasLine: line !== undefined,
  line: line === undefined ? '' : say('review.problem line', { line }),
});

/** Whom a row names, behind its line. */
export const besideLine = (line: number | undefined, address = ''): string =>
  line === undefined ? clean(address, 60) : ` ${clean(address, 60)}`;

/** Leaves out the reason "choose a project": the input itself asks for it. */
function ownReasons(reasons: readonly Reason[]): readonly Reason[] {
  const own = reasons.filter(({ code }) => code !== 'project missing');
  return own.length > 0 ? own : reasons;
}

/** Names the partners who have everything already, so that the bot does nothing for them. One entry, or none. */
function nothingData({ counts, complete }: ReviewView, language: Language): CardData[] {
  const say = speaker(language);
  if (counts.complete === 0) return [];
  const rows = complete.map(({ line, address, reason }) => ({
    line: say('review.problem line', { line }),
    address: ` ${clean(address, 60)}`,
    reason: ` ${clean(String(reason.values?.project ?? ''), 60)}${endsWords(address, reason, language)}`,
  }));
  return [
    {
      text: say('review.complete', { count: counts.complete }),
      rows,
      more: more(counts.complete, rows.length, say),
    },
  ];
}

/** Says when the access that somebody has already ends, and what moves that end. */
function endsWords(address: string, { values = {} }: Reason, language: Language): string {
  const say = speaker(language);
  const { day, project } = values;
  if (day === undefined) return '';
  const on = dayWords(String(day), language);
  const whose = { address: clean(address, 60), project: clean(String(project ?? ''), 60) };
  return `: ${say('review.there.until', { ...whose, day: on })}`;
}
