import { clean } from '../words/clean.ts';
import { dayWords } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { shortList } from './access-facts.ts';
import type { CardData } from './render-card.ts';

/** The people who have or had an approval, as far as it concerns the reader. */
export type ApprovalHolders = {
  /** The name of the owner to whom the reader handed it. */
  passedOn?: string | undefined;
  /**
   * Set for somebody who has the card because they stand in for an owner. `decided`: that owner has decided. `handed`:
   * they gave the approval to another.
   */
  instead?:
    | { name: string; lastDay: string; stands: 'now' | 'over' | 'decided' | 'handed' }
    | undefined;
  /** Set where several stages decide. `isAsked`: the reader decides in the present one. */
  stage?:
    | { now: number; of: number; isAsked: boolean; approvedBefore: readonly string[] }
    | undefined;
  /** The name of the stand-in who has decided for the reader. */
  votedForMe?: string | undefined;
  /** Names of the owners who handed it to the reader. */
  handedBy?: readonly string[];
};

/** For whom the reader decides, or who has decided for the reader. */
export function insteadWords(
  { instead, votedForMe }: ApprovalHolders,
  language: Language,
): CardData[] {
  const say = speaker(language);
  if (votedForMe !== undefined) {
    return [{ text: say('approval.voted for you', { name: clean(votedForMe, 60) }) }];
  }
  if (instead === undefined) return [];
  const { lastDay, stands } = instead;
  const name = clean(instead.name, 60);
  return [{ text: say(`approval.instead ${stands}`, { name, day: dayWords(lastDay, language) }) }];
}

/** Says who handed the approval to whom, as far as the reader is one of them. */
export function handedWords({ passedOn, handedBy = [] }: ApprovalHolders, say: Say): CardData[] {
  if (passedOn !== undefined) {
    return [{ text: say('approval.passed on', { name: clean(passedOn, 60) }) }];
  }
  return handedBy.map((name) => ({ text: say('approval.handed by', { name: clean(name, 60) }) }));
}

/** The stage in which the reader decided has passed. */
export function passedWords({ stage }: ApprovalHolders, say: Say): CardData[] {
  if (stage === undefined || stage.isAsked) return [];
  return [{ text: say('approval.stage passed', { passed: stage.now - 1, stages: stage.of }) }];
}

/** Names the people who approved in the stages before. */
export function beforeWords({ stage }: ApprovalHolders, say: Say): CardData[] {
  const names = stage?.approvedBefore.map((name) => clean(name, 60)) ?? [];
  return names.length === 0
    ? []
    : [{ text: say('approval.before', { names: shortList(names, say, 4) }) }];
}
