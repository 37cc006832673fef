import { clean } from './clean.ts';
import { listed, requestNumber } from './formats.ts';
import { type Language, say as speaker } from './say.ts';
import { voterWords } from './voter-words.ts';

/** One event of a request: who did it or had to answer, for which project, with how many rows. */
export type StoryEvent = { at: Date } & (
  | {
      what:
        | 'made'
        | 'confirmed'
        | 'discarded'
        | 'cancelled'
        | 'retried'
        | 'resent'
        | 'held'
        | 'released';
      who: string;
    }
  | { what: 'lapsed' | 'done' }
  | { what: 'passed'; project: string; count: number }
  | { what: 'asked'; project: string; people: readonly string[] }
  | { what: 'reassigned'; who: string; to: string; project: string }
  | { what: 'stage passed'; project: string; stage: number }
  | { what: 'taken back' | 'returned'; who: string; project: string }
  | { what: 'asked in channel' | 'escalated' | 'decided' | 'withdrawn'; project: string }
  | {
      what:
        | 'undone'
        | 'ended by hand'
        | 'ended by date'
        | 'ended after return'
        | 'ended without effect';
      /** Empty where the bot ended it by itself. */
      who: string;
      project: string;
      count: number;
      /** The request that ended it. */
      number: number;
    }
  | {
      what: 'timed out' | 'invited' | 'access given' | 'access taken' | 'not worked';
      project: string;
      count: number;
    }
  | {
      what: 'voted';
      who: string;
      /** The owner for whom they voted. Empty or absent: for themselves. */
      instead?: string;
      project: string;
      approved: number;
      rejected: number;
      reason?: string | undefined;
    }
);

/** Tells one event in a sentence. */
export function storyWords(event: StoryEvent, language: Language): string {
  const say = speaker(language);
  switch (event.what) {
    case 'asked': {
      const people = listed(
        event.people.map((name) => clean(name, 40)),
        language,
      );
      return say('story.asked', { project: event.project, people, count: event.people.length });
    }
    case 'voted': {
      const { project, approved, rejected, reason } = event;
      const who = voterWords({ name: event.who, instead: event.instead }, say);
      const kind = rejected === 0 ? 'approved' : approved === 0 ? 'rejected' : 'some';
      const words = say(`story.voted.${kind}`, { who, project, approved, rejected });
      return reason === undefined || reason === '' ? words : `${words} "${clean(reason, 200)}"`;
    }
    case 'reassigned':
      return say('story.reassigned', {
        who: event.who,
        to: event.to,
        project: event.project,
      });
    case 'stage passed':
      return say('story.stage passed', { project: event.project, stage: event.stage });
    case 'taken back':
    case 'returned':
      return say(`story.${event.what}`, { who: event.who, project: event.project });
    case 'undone':
    case 'ended by hand':
    case 'ended by date':
    case 'ended after return':
    case 'ended without effect': {
      const { who, project, count } = event;
      const number = requestNumber(event.number);
      return say(`story.${event.what}`, { who, project, count, number });
    }
    case 'made':
    case 'confirmed':
    case 'discarded':
    case 'cancelled':
    case 'retried':
    case 'resent':
    case 'held':
    case 'released':
      return say(`story.${event.what}`, { who: event.who });
    case 'lapsed':
    case 'done':
      return say(`story.${event.what}`);
    case 'passed':
    case 'timed out':
    case 'invited':
    case 'access given':
    case 'access taken':
    case 'not worked':
      return say(`story.${event.what}`, { project: event.project, count: event.count });
    case 'asked in channel':
    case 'escalated':
    case 'decided':
    case 'withdrawn':
      return say(`story.${event.what}`, { project: event.project });
  }
}
