import template from '../../cards/approval-decided.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { moment, requestNumber } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact, more } from './access-facts.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { type Mood, titled } from './title-mood.ts';

export type ApprovalDecidedView = {
  requestNumber: number;
  project: string;
  requester: string;
  /** `over`: the access that was to be extended ended first. */
  outcome: 'decided' | 'withdrawn' | 'timed out' | 'over';
  approved: number;
  rejected: number;
  /** The owners whose votes led to it, first vote first. */
  votes: readonly OwnerVotes[];
  /** What was taken back of what passed, the earliest first. */
  undone?: readonly { who: string; number: number; count: number; at: Date }[];
  /**
   * The partners, in the order of the request. The card names fifteen, first the rejected ones, then those whose
   * approval was undone, and in a channel nobody.
   */
  partners: readonly DecidedPartner[];
  at: Date;
  timeZone: string;
  /** A comment may name partners, so a channel does not see it. */
  seenBy: 'owners' | 'channel';
  /** Set where the reader may take back what they approved. */
  undo?: { approvalId: number } | undefined;
};
type DecidedPartner = {
  row: number;
  name: string | null;
  address: string;
  rejected: boolean;
  undone?: boolean;
};
export type OwnerVotes = {
  name: string;
  approved: number;
  rejected: number;
  comment?: string | undefined;
};

/** The outcome of an approval, for everybody who saw the question. Only the one who decided may undo it. */
export function approvalDecidedCard(view: ApprovalDecidedView, language: Language): Card {
  const say = speaker(language);
  const outcome = outcomeWords(view, say);
  const number = requestNumber(view.requestNumber);
  const data = {
    ...titled(outcome, moodOf(view)),
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(view.project),
    request: say('decided.request', { number, requester: view.requester }),
    votes: view.votes.slice(0, 10).map((vote) => voteData(vote, view.seenBy, say)),
    undone: undoneData(view, language),
    partners: partnerRows(view, say),
    morePartners: view.seenBy === 'owners' ? more(view.partners.length, mostPartners, say) : [],
    facts: [fact(say, say('label.when'), moment(view.at, view.timeZone, language))],
    mayUndo: view.undo !== undefined,
    undoAbout: say('decided.undo.about'),
    undo: say('decided.undo'),
    approvalId: view.undo?.approvalId ?? 0,
  };
  return renderCard(
    template,
    data,
    say('decided.summary', { project: view.project, number, outcome }),
  );
}

function moodOf(view: ApprovalDecidedView): Mood {
  const { outcome, approved, rejected } = view;
  if (outcome !== 'decided' || isAllUndone(view)) return 'over';
  return rejected > 0 && approved === 0 ? 'rejected' : 'done';
}

const mostPartners = 15;

/** Nothing is left of what the owners let pass. */
const isAllUndone = ({ approved, undone = [] }: ApprovalDecidedView): boolean =>
  approved > 0 && undone.reduce((sum, { count }) => sum + count, 0) >= approved;

function undoneData({ undone = [], timeZone }: ApprovalDecidedView, language: Language) {
  const say = speaker(language);
  return undone.map(({ who, number, count, at }) => ({
    text: say('decided.undone by', {
      who: clean(who, 40),
      count,
      number: requestNumber(number),
      when: moment(at, timeZone, language),
    }),
  }));
}

/**
 * Marks the rejected partners and those whose approval was undone, and puts them first. Where it holds for all of them,
 * the outcome says so.
 */
function partnerRows(view: ApprovalDecidedView, say: Say): CardData[] {
  const { partners, seenBy } = view;
  if (seenBy === 'channel') return [];
  const inPart = partners.some(({ rejected }) => !rejected);
  const allUndone = isAllUndone(view);
  const shown = partners.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, mostPartners);
  return shown.map(({ row, name, address, rejected, undone = false }) => ({
    row: `${row}. `,
    name: clean(name ?? '') === '' ? '' : `${clean(name ?? '', 60)} `,
    hasName: clean(name ?? '') !== '',
    address: clean(address, 80),
    isMarked: (rejected && inPart) || (undone && !allUndone),
    mark: say(rejected ? 'decided.row rejected' : 'decided.row undone'),
  }));
}

const rankOf = ({ rejected, undone = false }: DecidedPartner): number =>
  rejected ? 0 : undone ? 1 : 2;

function outcomeWords(view: ApprovalDecidedView, say: Say): string {
  const { approved, rejected } = view;
  if (view.outcome !== 'decided') return say(`decided.${view.outcome}`);
  if (isAllUndone(view)) return say('decided.undone', { count: approved });
  if (rejected === 0) return say('decided.approved', { count: approved });
  if (approved === 0) return say('decided.rejected', { count: rejected });
  return say('decided.some', { approved, total: approved + rejected });
}

function voteData(vote: OwnerVotes, seenBy: ApprovalDecidedView['seenBy'], say: Say): CardData {
  const comment = seenBy === 'channel' ? '' : clean(vote.comment ?? '', 500);
  const said = say(`decided.vote.${kindOf(vote)}`, {
    name: vote.name,
    approved: vote.approved,
    rejected: vote.rejected,
  });
  return {
    text: comment === '' ? said : `${said}:`,
    hasComment: comment !== '',
    comment: ` ${comment}`,
  };
}

function kindOf({ approved, rejected }: OwnerVotes): 'approved' | 'rejected' | 'some' {
  if (rejected === 0) return 'approved';
  return approved === 0 ? 'rejected' : 'some';
}
