import template from '../../cards/approval.json' with { type: 'json' };
import type { Plan } from '../../src/guests/plan.ts';
import { type AccessNames, accessFacts, fact, shortList } from './access-facts.ts';
import { clean } from './clean.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { type Language, type Say, say as speaker } from './say.ts';
import { dayWords, languageName, requestNumber } from './wording.ts';

export type ApprovalView = {
  approvalId: number;
  version: number;
  requestNumber: number;
  project: string;
  /** The requester's name. */
  requester: string;
  /** Every invitation of the approval, in the order of the request. */
  partners: readonly ApprovalPartner[];
  domains: readonly { domain: string; count: number }[];
  access: AccessNames;
  mail: { sent: boolean; language?: string | undefined };
  /** YYYY-MM-DD, where all partners share it. */
  until?: string | undefined;
  rule: { approvers: number; requireReason: boolean };
  /** Names of the owners who approved already, where one is not enough. */
  approvedBy: readonly string[];
  /** An owner who asked for it cannot decide. */
  mayDecide: boolean;
  /** `all` is what approval.view answers: as many partners as a card can hold. */
  list: 'first' | 'all';
};
export type ApprovalPartner = {
  row: number;
  name?: string | undefined;
  address: string;
  plan: Plan;
};

const most = { first: 15, all: 32 };

/** What an owner decides on: the partners by name, the access, and the buttons. */
export function approvalCard(view: ApprovalView, language: Language): Card {
  const say = speaker(language);
  const count = view.partners.length;
  const shown = view.partners.slice(0, most[view.list]);
  const data = {
    approvalId: view.approvalId,
    version: view.version,
    title: say('approval.title.plain', { count }),
    project: clean(view.project),
    asks: say('approval.asks', {
      requester: view.requester,
      number: requestNumber(view.requestNumber),
    }),
    projectLabel: say('label', { label: say('label.project') }),
    facts: approvalFacts(view, language),
    partners: shown.map((partner) => partnerData(partner, say)),
    rest:
      shown.length < count
        ? [{ text: say('rows.shown', { shown: shown.length, total: count }) }]
        : [],
    votes: votesWords(view, say),
    ...decisionData(view, say),
    mayShowAll: view.list === 'first' && shown.length < count,
    showAll: say('rows.show all', { count: Math.min(count, most.all) }),
  };
  return renderCard(
    template,
    data,
    say('approval.summary', { requester: view.requester, count, project: view.project }),
  );
}

function approvalFacts(view: ApprovalView, language: Language): CardData[] {
  const say = speaker(language);
  const { mail, until } = view;
  const mailText = mail.sent
    ? say('review.mail.sent', { languages: languageName(mail.language ?? 'en-US', language) })
    : say('review.mail.none');
  return [
    fact(say, say('approval.domains'), domainWords(view.domains, say)),
    ...accessFacts(view.access, say),
    fact(say, say('label.mail'), mailText),
    ...(until === undefined ? [] : [fact(say, say('approval.until'), dayWords(until, language))]),
  ];
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

function partnerData({ row, name, address, plan }: ApprovalPartner, say: Say): CardData {
  const hasName = name !== undefined && clean(name) !== '';
  return {
    row: `${row}. `,
    name: hasName ? `${clean(name, 60)} ` : '',
    hasName,
    address: clean(address, 80),
    flag: plan === 'invite' ? '' : ` (${say(`approval.flag.${plan}`)})`,
    hasFlag: plan !== 'invite',
  };
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

function decisionData(view: ApprovalView, say: Say): CardData {
  const count = view.partners.length;
  return {
    mayDecide: view.mayDecide,
    own: !view.mayDecide,
    ownText: say('approval.own'),
    several: count > 1,
    comment: say(view.rule.requireReason ? 'approval.comment.required' : 'approval.comment'),
    approve: say('approval.approve', { count }),
    some: say('approval.some'),
    rowsLabel: say('approval.rows'),
    rowsNote: say('approval.rows.note'),
    approveRows: say('approval.approveRows'),
    reject: say('approval.reject'),
    reason: say('approval.reason'),
    rejectAll: say('approval.reject.all', { count }),
  };
}
