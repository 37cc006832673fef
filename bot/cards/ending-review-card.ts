import template from '../../cards/ending-review.json' with { type: 'json' };
import { mostRemovedAtOnce } from '../../src/guests/ending/decide-account.ts';
import { clean } from '../words/clean.ts';
import { dayWords, listed, requestNumber, sourceWords } from '../words/formats.ts';
import { noteWords, reasonWords } from '../words/reason-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact, more } from './access-facts.ts';
import { endingFacts } from './ending-facts.ts';
import type { EndingGuest, EndingReviewView } from './ending-review-view.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { oldData } from './review-choices.ts';
import { problemLines } from './review-problems.ts';

const mostGuests = 6;
const mostProblems = 6;
const mostNotes = 4;

/** The review of an end, an extension, a removal or a restore, for its requester: a line for each guest. */
export function endingReviewCard(view: EndingReviewView, language: Language): Card {
  const say = speaker(language);
  const { kind, totals } = view;
  const number = requestNumber(view.number);
  const count = totals.guests;
  // A guest from whom nothing goes loses nothing.
  const losing = kind === 'end' ? totals.losing : count;
  const going = count > 0;
  const asksCount = kind === 'remove' && count > mostRemovedAtOnce;
  const takesAway = kind === 'end' || kind === 'remove';
  // An extension that takes days away from somebody is none.
  const act = kind === 'extend' && totals.earlier > 0 ? 'move' : kind;
  const data = {
    requestId: view.requestId,
    version: view.version,
    title: say(going ? `ending.title.${act}` : 'ending.title.nobody', { number, count }),
    source: sourceWords(view.source, say),
    going,
    warned: [...oldData(view.old, say), ...sinceData(view, language), ...moved(view, say)],
    what: say(`ending.what.${kind}`, {
      count: losing,
      deleted: totals.deleted,
      project: listed(
        view.projects.map((name) => clean(name, 60)),
        language,
      ),
      day: view.until === undefined ? '' : dayWords(view.until, language),
    }),
    sums: count > mostGuests ? sumData(view, say) : [],
    guests: view.guests.slice(0, mostGuests).map((guest) => guestData(guest, view, language)),
    moreGuests: more(count, Math.min(view.guests.length, mostGuests), say),
    ...problemData(view, say),
    ...noteData(view, say),
    leaveOut: going && view.problemCount > 0,
    onlyValid: say('review.onlyValid', { count: view.problemCount }),
    asksCount,
    countLabel: say('ending.count', { count }),
    countHint: say('ending.count.placeholder'),
    closing: say(`ending.closing.${closingOf(view)}`, { count }),
    confirm: say(`ending.confirm.${act}`, { count: losing }),
    style: takesAway ? 'destructive' : 'positive',
    leftOut: view.problemCount > 0,
    problemsFile: say('rows.problems file'),
    cancel: say('review.cancel'),
  };
  return renderCard(template, data, say(`ending.summary.${act}`, { number, count: losing }));
}

const closingOf = ({ totals, asks, kind }: EndingReviewView) =>
  totals.guests === 0 ? 'nobody' : asks ? 'ask' : kind;

/** One line about what changed before a click on Confirm, or none. */
function sinceData({ since, totals }: EndingReviewView, language: Language): CardData[] {
  if (since.length === 0) return [];
  const say = speaker(language);
  const what = listed(
    since.map((each) => say(`ending.since.${each}`)),
    language,
  );
  return [{ text: say('ending.since', { what, count: totals.guests }) }];
}

/** An extension that takes days away says so, and one of access that is over: it gives the access anew. */
const moved = ({ kind, totals }: EndingReviewView, say: Say): CardData[] =>
  (['earlier', 'again'] as const)
    .filter((how) => kind === 'extend' && totals[how] > 0)
    .map((how) => ({ text: say(`ending.${how}`, { count: totals[how] }) }));

/** Sums for many guests, where the card cannot name each. */
function sumData({ kind, totals }: EndingReviewView, say: Say): CardData[] {
  if (kind !== 'end') return [];
  return (['takes', 'stays', 'blocked', 'removed', 'deleted'] as const)
    .filter((what) => totals[what] > 0)
    .map((what) => ({ text: say(`ending.sum.${what}`, { count: totals[what] }) }));
}

function guestData(guest: EndingGuest, view: EndingReviewView, language: Language): CardData {
  const say = speaker(language);
  return {
    name: clean(guest.name, 60),
    address: ` ${clean(guest.address)}`,
    facts: endingFacts(guest, view, language).map(({ label, value }) =>
      fact(say, say(`ending.label.${label}`), value),
    ),
  };
}

function problemData({ problems, problemCount }: EndingReviewView, say: Say): CardData {
  const shown = problems.slice(0, mostProblems);
  return {
    hasProblems: problemCount > 0,
    problemsTitle: say('review.problems'),
    problems: problemLines(shown, say),
    moreProblems: more(problemCount, shown.length, say),
  };
}

function noteData(view: EndingReviewView, say: Say): CardData {
  const { warnings, notes } = view;
  const all = [
    ...acceptedWords(view, say),
    ...repeatedWords(view, say),
    ...warnings.map((warning) => reasonWords(warning, say)),
    ...notes.map((note) => noteWords(note, say)),
  ];
  return {
    hasNotes: all.length > 0,
    notesTitle: say('ending.notes'),
    notes: all.slice(0, mostNotes).map((text) => ({ text })),
  };
}

/** Partners who have accepted keep their access, and the others go. */
function acceptedWords({ accepted }: EndingReviewView, say: Say): string[] {
  if (accepted === undefined || accepted.count === 0) return [];
  const { count, people: some } = accepted;
  const people = some.map((address) => clean(address, 60)).join(', ');
  return [say('ending.accepted', { count, people, more: count - some.length })];
}

/** Rows that repeat another one: the bot does each once. */
function repeatedWords({ repeated = [], repeatedCount: count = 0 }: EndingReviewView, say: Say) {
  if (count === 0) return [];
  const lines = repeated.map((row) => say('ending.repeated.line', row)).join(', ');
  return [say('ending.repeated', { count, lines, more: Math.max(0, count - repeated.length) })];
}
