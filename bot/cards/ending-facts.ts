import { clean } from '../words/clean.ts';
import { dayWords } from '../words/formats.ts';
import { reasonWords } from '../words/reason-words.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { shortList } from './access-facts.ts';
import type { EndingGuest, EndingReviewView, EndingFact as Fact } from './ending-review-view.ts';
import { restoredFacts } from './restored-facts.ts';

const mostStays = 3;

/** A line about one guest: what a request other than an invitation would do. */
export function endingFacts(
  guest: EndingGuest,
  { kind, until }: EndingReviewView,
  language: Language,
): Fact[] {
  const say = speaker(language);
  switch (kind) {
    case 'end': {
      const value = guest.takes.length > 0 ? names(guest.takes, say) : say('ending.nothing');
      const label = guest.deleted ? 'taken later' : 'taken';
      return [
        ...givenAs(guest, say),
        { label, value },
        ...staysOf(guest, say),
        ...accountOf(guest, language),
      ];
    }
    case 'extend':
      return [
        ...givenAs(guest, say),
        ...endNow(guest, language),
        { label: 'end then', value: dayOr(until, language) },
        ...accountOf(guest, language),
      ];
    case 'remove':
      return projectsOf(guest, say);
    case 'restore':
      return restoredFacts(guest, language);
    case 'resend':
      return [];
  }
}

const names = (all: readonly string[], say: Say) =>
  shortList(
    all.map((name) => clean(name, 60)),
    say,
  );

const projectsOf = ({ projects }: EndingGuest, say: Say): Fact[] =>
  projects.length > 0 ? [{ label: 'projects', value: names(projects, say) }] : [];

/** Under which addresses the access was given, where these are not the one that the person wrote. */
function givenAs({ said, given = [] }: EndingGuest, say: Say): Fact[] {
  if (said === undefined || given.every((address) => address === said)) return [];
  const addresses = names(given, say);
  return [{ label: 'given', value: say('ending.given', { addresses, said: clean(said) }) }];
}

/** Of access that is over without a last day there is no day to say. */
function endNow({ over, endsOn }: EndingGuest, language: Language): Fact[] {
  if (!over) return [{ label: 'end now', value: dayOr(endsOn, language) }];
  return typeof endsOn === 'string' ? [{ label: 'ended', value: dayOr(endsOn, language) }] : [];
}

function staysOf({ stays }: EndingGuest, say: Say): Fact[] {
  if (stays.length === 0) return [];
  const shown = stays.slice(0, mostStays).map((why) => reasonWords(why, say));
  const left = stays.length - shown.length;
  const value = [...shown, ...(left > 0 ? [say('ending.more', { count: left })] : [])].join(' ');
  return [{ label: 'stays', value }];
}

function accountOf(
  { account, removedOn, unblocks, deleted }: EndingGuest,
  language: Language,
): Fact[] {
  const say = speaker(language);
  if (unblocks) return [{ label: 'account', value: say('ending.unblocks') }];
  if (account === undefined) return [];
  if (deleted) return [{ label: 'account', value: say(`ending.deleted.${account.fate}`) }];
  const day = removedOn === undefined ? 'none' : dayWords(removedOn, language);
  const value =
    account.fate === 'keep'
      ? reasonWords(account.why, say)
      : say(`ending.account.${account.fate}`, { day });
  return [{ label: 'account', value }];
}

const dayOr = (day: string | null | undefined, language: Language) =>
  typeof day === 'string' ? dayWords(day, language) : speaker(language)('end.none');
