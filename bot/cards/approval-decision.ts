import type { Say } from '../words/say.ts';
import { type ApprovalPartner, boxTitle, isOpenRow } from './approval-partner.ts';
import type { CardData } from './render-card.ts';

/** With this many partners or more, the card asks once more before it approves all of them. */
const asksFrom = 20;
/** So many partners have a check box each. An owner names more of them by number. */
const mostBoxes = 15;

type Decision = {
  partners: readonly ApprovalPartner[];
  domains: readonly unknown[];
  project: string;
  mayDecide: boolean;
  voted?: boolean;
  passedOn?: string | undefined;
  votedForMe?: string | undefined;
  instead?: { stands: string } | undefined;
  extendTo?: string | undefined;
  stage?: { isAsked: boolean } | undefined;
};

/** How many partners still wait for a decision. The others are rejected, or their access is over. */
export const toDecide = ({ partners }: Pick<Decision, 'partners'>): number =>
  partners.filter(isOpenRow).length;

/** The buttons that decide, and the panels that they open. */
export function decisionData(view: Decision, say: Say): CardData {
  const count = toDecide(view);
  const mayDecide = view.mayDecide && count > 0;
  const several = count > 1;
  const asksOnce = mayDecide && count >= asksFrom;
  const hasBoxes = several && count <= mostBoxes;
  return {
    mayDecide,
    asksOnce,
    atOnce: mayDecide && !asksOnce,
    own: !view.mayDecide && !saysElsewhere(view),
    ownText: say(view.voted === true ? 'approval.voted' : 'approval.own'),
    several,
    comment: say('approval.comment', { count }),
    commentHint: say('approval.comment.placeholder'),
    approve: say('approval.approve', { count }),
    sure: sureWords(view, count, say),
    approveSure: say('approval.sure.approve', { count }),
    some: say('approval.some'),
    hasBoxes,
    byNumber: several && !hasBoxes,
    boxesLabel: say('approval.boxes'),
    boxes: view.partners
      .filter(isOpenRow)
      .map((partner) => ({ title: boxTitle(partner), value: String(partner.row) })),
    rowsLabel: say('approval.rows'),
    rowsHint: say('approval.rows.placeholder'),
    rowsNote: say('approval.rows.note'),
    approveRows: say('approval.approveRows'),
    reject: say('approval.reject'),
    reason: say('approval.reason'),
    reasonHint: say('approval.reason.placeholder'),
    rejectAll: say('approval.reject.all', { count }),
  };
}

/** Another line of the card says why the reader cannot decide. */
const saysElsewhere = ({ passedOn, votedForMe, instead, stage }: Decision): boolean =>
  stage?.isAsked === false ||
  passedOn !== undefined ||
  votedForMe !== undefined ||
  (instead !== undefined && instead.stands !== 'now');

/** Says once more how many partners there are, from how many domains, and what happens to them. */
function sureWords({ domains, project, extendTo }: Decision, count: number, say: Say): string {
  const what = extendTo === undefined ? 'invite' : 'extend';
  return say('approval.sure', { what, count, domains: domains.length, project });
}
