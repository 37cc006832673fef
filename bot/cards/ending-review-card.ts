import template from '../../cards/ending-review.json' with { type: 'json' };
import { mostRemovedAtOnce } from '../../src/guests/ending/decide-account.ts';
import { clean } from '../words/clean.ts';
import { dayWords, listed, requestNumber, sourceWords } from '../words/formats.ts';
import { noteWords, reasonWords } from '../words/reason-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact, more, shortList } from './access-facts.ts';
import type { EndingGuest, EndingReviewView, EndingFact as Fact } from './ending-review-view.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { restoredFacts } from './restored-facts.ts';
import { oldData } from './review-choices.ts';
import { problemLines } from './review-problems.ts';

const mostGuests = 6;
const mostStays = 3;
const mostProblems = 6;
const mostNotes = 4;

/** What an end, an extension, a removal or a restore would do to each guest, for the one who asks. */
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
    closing: say(going ? `ending.closing.${kind}` : 'ending.closing.nobody', { count }),
    confirm: say(`ending.confirm.${act}`, { count: losing }),
    style: takesAway ? 'destructive' : 'positive',
    leftOut: view.problemCount > 0,
    problemsFile: say('rows.problems file'),
    cancel: say('review.cancel'),
  };
  return renderCard(template, data, say(`ending.summary.${act}`, { number, count: losing }));
}

/** What a click on Confirm found changed, where it did: one line, or none. */
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

/** What happens to many, where the card cannot name each. */
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
    facts: factsOf(guest, view, language).map(({ label, value }) =>
      fact(say, say(`ending.label.${label}`), value),
    ),
  };
}

function factsOf(
  guest: EndingGuest,
  { kind, until }: EndingReviewView,
  language: Language,
): Fact[] {
  const say = speaker(language);
  switch (kind) {
    case 'end': {
      const value = guest.takes.length > 0 ? names(guest.takes, say) : say('ending.nothing');
      const label = guest.deleted ? 'taken later' : 'taken';
      return [{ label, value }, ...staysOf(guest, say), ...accountOf(guest, say)];
    }
    case 'extend':
      return [
        ...endNow(guest, language),
        { label: 'end then', value: dayOr(until, language) },
        ...accountOf(guest, say),
      ];
    case 'remove':
      return projectsOf(guest, say);
    case 'restore':
      return restoredFacts(guest, language);
    case 'resend':
      return [];
  }
}

/** Of access that is over without a last day there is no day to say. */
function endNow({ over, endsOn }: EndingGuest, language: Language): Fact[] {
  if (!over) return [{ label: 'end now', value: dayOr(endsOn, language) }];
  return typeof endsOn === 'string' ? [{ label: 'ended', value: dayOr(endsOn, language) }] : [];
}

const names = (all: readonly string[], say: Say) =>
  shortList(
    all.map((name) => clean(name, 60)),
    say,
  );

const projectsOf = ({ projects }: EndingGuest, say: Say): Fact[] =>
  projects.length > 0 ? [{ label: 'projects', value: names(projects, say) }] : [];

function staysOf({ stays }: EndingGuest, say: Say): Fact[] {
  if (stays.length === 0) return [];
  const shown = stays.slice(0, mostStays).map((why) => reasonWords(why, say));
  const left = stays.length - shown.length;
  const value = [...shown, ...(left > 0 ? [say('ending.more', { count: left })] : [])].join(' ');
  return [{ label: 'stays', value }];
}

function accountOf({ account, unblocks, deleted }: EndingGuest, say: Say): Fact[] {
  if (unblocks) return [{ label: 'account', value: say('ending.unblocks') }];
  if (account === undefined) return [];
  if (deleted) return [{ label: 'account', value: say(`ending.deleted.${account.fate}`) }];
  const value =
    account.fate === 'keep' ? reasonWords(account.why, say) : say(`ending.account.${account.fate}`);
  return [{ label: 'account', value }];
}

const dayOr = (day: string | null | undefined, language: Language) =>
  typeof day === 'string' ? dayWords(day, language) : speaker(language)('end.none');

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

/** Rows that repeat another one: the bot does each once. */
function repeatedWords({ repeated = [], repeatedCount: count = 0 }: EndingReviewView, say: Say) {
  if (count === 0) return [];
  const lines = repeated.map((row) => say('ending.repeated.line', row)).join(', ');
  return [say('ending.repeated', { count, lines, more: Math.max(0, count - repeated.length) })];
}
