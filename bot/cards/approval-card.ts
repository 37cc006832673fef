import template from '../../cards/approval.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { dayWords, moment, requestNumber } from '../words/formats.ts';
import { type Key, type Language, type Say, say as speaker } from '../words/say.ts';
import { type AccessNames, accessFacts, fact, isEmpty, shortList } from './access-facts.ts';
import { decisionData, toDecide } from './approval-decision.ts';
import {
  type ApprovalHolders,
  beforeWords,
  handedWords,
  insteadWords,
  passedWords,
} from './approval-holders.ts';
import { type ApprovalPartner, attention, flaggedFirst, partnerData } from './approval-partner.ts';
import { drawWithin, rowMeasures } from './draw-within.ts';
import { type AccessEnds, endFact } from './end-fact.ts';
import { ownListPages } from './list-pages.ts';
import { landingFact, type Mails, mailFact, type Place } from './mail-facts.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

export type ApprovalView = {
  approvalId: number;
  version: number;
  requestNumber: number;
  project: string;
  /** The requester's name. */
  requester: string;
  /** Why they ask, in their own words. */
  reason?: string | undefined;
  /** Every invitation of the approval, in the order of the request. */
  partners: readonly ApprovalPartner[];
  domains: readonly { domain: string; count: number }[];
  access: AccessNames;
  mail: Mails;
  /** Where the partners land. */
  places: readonly Place[];
  ends: AccessEnds;
  /** Set where the requester asks for another end: the new last day. */
  extendTo?: string | undefined;
  /** That day comes before the present end of somebody. */
  earlier?: boolean;
  rule: { approvers: number };
  /** The owners who approved already, and who did so for whom, where one is not enough. */
  approvedBy: readonly string[];
  /** How many rows pass without an approval, because the project trusts their domains. */
  passed?: number;
  /** When the approval times out. */
  timesOutAt?: { at: Date; timeZone: string } | undefined;
  /** An owner who made the request cannot decide. Neither can one who has voted, or who handed it on. */
  mayDecide: boolean;
  /** The project has other owners. */
  mayReassign?: boolean;
  voted?: boolean;
  /** `all` is what approval.view answers: every partner, so many at a time. */
  list: 'first' | 'all';
  /** From which number on, where a card cannot hold all. */
  from?: number;
} & ApprovalHolders;
const most = { first: 15, all: 20 };

/** The question as an owner sees it: the partners by name, the access, and the buttons. */
export const approvalCard = (view: ApprovalView, language: Language): Card =>
  drawWithin(rowMeasures, (mostOfNotes) => drawBy(view, language, mostOfNotes));

function drawBy(view: ApprovalView, language: Language, mostOfNotes: number): Card {
  const say = speaker(language);
  const count = view.partners.length;
  const from = view.list === 'all' ? Math.min(Math.max(view.from ?? 1, 1), Math.max(count, 1)) : 1;
  const ordered = flaggedFirst(view.partners);
  const shown = ordered.slice(from - 1, from - 1 + most[view.list]);
  // A click of somebody else is refused.
  const mayPage = view.stage?.isAsked !== false;
  const list = mayPage ? view.list : 'first';
  const pages = ownListPages({ from, shown: shown.length, count, list }, most.all, say);
  const data = {
    approvalId: view.approvalId,
    version: view.version,
    title: say(titleOf(view), { count: toDecide(view) }),
    project: clean(view.project),
    asks: say('approval.asks', {
      requester: view.requester,
      number: requestNumber(view.requestNumber),
    }),
    projectLabel: say('label', { label: say('label.project') }),
    facts: approvalFacts(view, language),
    partners: shown.map((partner) => partnerData(partner, language, mostOfNotes)),
    hasReason: clean(view.reason ?? '') !== '',
    reasonLabel: say('label', { label: say('approval.why') }),
    why: clean(view.reason ?? '', 500),
    attention: attention(view.partners, say),
    order:
      ordered.every(({ row }, index) => row === index + 1) || from > 1
        ? []
        : [{ text: say('approval.flagged first') }],
    votes: [...beforeWords(view, say), ...votesWords(view, say), ...unansweredWords(view, say)],
    handed: [...passedWords(view, say), ...handedWords(view, say), ...insteadWords(view, language)],
    passedOn: view.passedOn !== undefined,
    takeBack: say('approval.take back'),
    ...decisionData(view, say),
    mayReassign:
      view.mayDecide && view.mayReassign === true && !(pages.hasPrevious && pages.hasNext),
    reassign: say('approval.reassign'),
    mayShowAll: mayPage && view.list === 'first' && shown.length < count,
    showAll: say(count > most.all ? 'rows.look through' : 'rows.show all', { count }),
    ...pages,
  };
  return renderCard(
    template,
    data,
    say('approval.summary', {
      requester: view.requester,
      count: toDecide(view),
      project: view.project,
    }),
  );
}

/** An extension that takes days away from somebody is none. */
function titleOf({ extendTo, earlier }: ApprovalView): Key {
  if (extendTo === undefined) return 'approval.title.plain';
  return earlier ? 'approval.title.move' : 'approval.title.extend';
}

function approvalFacts(view: ApprovalView, language: Language): CardData[] {
  const say = speaker(language);
  const { mail, places, ends, extendTo, passed = 0, timesOutAt, stage } = view;
  return [
    ...(stage === undefined
      ? []
      : [
          fact(
            say,
            say('label.stage'),
            say('approval.stage', { stage: stage.now, stages: stage.of }),
          ),
        ]),
    ...(view.domains.length > 0
      ? [fact(say, say('approval.domains'), domainWords(view.domains, say))]
      : []),
    ...(passed > 0
      ? [fact(say, say('approval.passed'), say('approval.passed.count', { count: passed }))]
      : []),
    // An extension names no access: the card said what it was when the bot gave it.
    ...(extendTo !== undefined && isEmpty(view.access) ? [] : accessFacts(view.access, say)),
    ...(extendTo === undefined
      ? [
          mailFact(mail, language),
          ...(places.length > 0 ? [landingFact(places, language)] : []),
          endFact(ends, language),
        ]
      : [fact(say, say('ending.label.end then'), dayWords(extendTo, language))]),
    ...(timesOutAt === undefined
      ? []
      : [
          fact(
            say,
            say('approval.decide by'),
            moment(timesOutAt.at, timesOutAt.timeZone, language),
          ),
        ]),
  ];
}

/** Says beforehand what happens to an end that no owner answers. */
function unansweredWords({ extendTo, timesOutAt }: ApprovalView, say: Say): CardData[] {
  if (extendTo === undefined || timesOutAt === undefined) return [];
  return [{ text: say('approval.extend.unanswered') }];
}

/** `8 from fabrikam.example, 4 from northwind.example`, the largest first. */
export function domainWords(domains: ApprovalView['domains'], say: Say): string {
  const largest = [...domains].sort((a, b) => b.count - a.count);
  return shortList(
    largest.map(({ domain, count }) =>
      say('approval.domain', { count, domain: clean(domain, 60) }),
    ),
    say,
    6,
  );
}

function votesWords(view: ApprovalView, say: Say): CardData[] {
  const needed = view.rule.approvers;
  if (needed < 2) return [];
  const names = shortList(
    view.approvedBy.map((name) => clean(name, 40)),
    say,
    4,
  );
  return view.approvedBy.length === 0
    ? [{ text: say('approval.votes none', { needed }) }]
    : [{ text: say('approval.votes', { given: view.approvedBy.length, needed, names }) }];
}
