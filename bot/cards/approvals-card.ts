import template from '../../cards/approvals.json' with { type: 'json' };
import type { RequestKind } from '../../src/guests/step.ts';
import { clean } from '../words/clean.ts';
import { moment, requestNumber } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { voterWords } from '../words/voter-words.ts';
import { shortList } from './access-facts.ts';
import { type ListPage, listPages } from './list-pages.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

/** The most approvals on one card. */
export const mostApprovals = 10;

type ApprovalLine = {
  approvalId: number;
  project: string;
  requester: string;
  requestNumber: number;
  kind: RequestKind;
  partners: number;
};

/** An approval that waits for the reader. */
export type WaitingLine = ApprovalLine & {
  timesOutAt: Date | null;
  /** The live copy of its card in the reader's chat. 0: none. */
  cardId: number;
};

/** An approval that is over. */
export type PastLine = ApprovalLine & {
  state: 'decided' | 'timed out' | 'withdrawn';
  at: Date;
  rejected: number;
  /** The people who voted, and for which owner where they stood in. */
  voters: readonly { name: string; instead: string }[];
};

type Page<Line> = Omit<ListPage, 'shown'> & { approvals: readonly Line[]; timeZone: string };

export type WaitingView = Page<WaitingLine> & {
  /** The approval whose card the bot has just posted at the end of the chat. */
  opened?: number | undefined;
  /** Why the bot sends the list without a question. */
  why?: 'reminder' | 'returned' | undefined;
};

/** The approvals that wait for one owner, the oldest question first. Each entry has a button that brings its card. */
export function waitingCard(view: WaitingView, language: Language): Card {
  const say = speaker(language);
  const title = say('approvals.title', { count: view.count });
  const data = {
    ...common(view, 'waiting', say),
    title,
    notes: notesOf(view, say),
    approvals: view.approvals.map((line) => ({
      ...about(line),
      what: whatWords(line, say),
      request: say('approval.asks', {
        requester: line.requester,
        number: requestNumber(line.requestNumber),
      }),
      hasTime: line.timesOutAt !== null,
      label: say('label', { label: say('approval.decide by') }),
      time: line.timesOutAt === null ? '' : moment(line.timesOutAt, view.timeZone, language),
      isOpened: line.approvalId === view.opened,
      mayOpen: view.approvals.length <= mostRowButtons,
    })),
    ...choiceData(view, say),
  };
  return renderCard(template, data, title);
}

/** The approvals that are over and that this owner could decide, the newest first. */
export function pastCard(view: Page<PastLine>, language: Language): Card {
  const say = speaker(language);
  const title = say('approvals.past', { count: view.count });
  const data = {
    ...common(view, 'past', say),
    title,
    notes: [],
    approvals: view.approvals.map((line) => ({
      ...about(line),
      what: outcomeWords(line, say),
      request: say('decided.request', {
        requester: line.requester,
        number: requestNumber(line.requestNumber),
      }),
      hasTime: true,
      label: votersWords(line, say),
      time: moment(line.at, view.timeZone, language),
      isOpened: false,
      mayOpen: false,
    })),
    hasChoice: false,
    choose: '',
    chosen: '',
    choices: [],
    cardId: 0,
  };
  return renderCard(template, data, title);
}

const notesOf = ({ count, why }: WaitingView, say: Say): CardData[] =>
  count === 0
    ? [{ text: say('approvals.none') }]
    : why === undefined
      ? []
      : [{ text: say(`approvals.why ${why}`) }];

/** A card has at most six buttons. More entries than these share one, with a choice beside it. */
const mostRowButtons = 3;

/** The choice of an entry to open. The oldest is chosen already. */
function choiceData({ approvals, opened }: WaitingView, say: Say): CardData {
  const rest = approvals.filter(({ approvalId }) => approvalId !== opened);
  return {
    hasChoice: approvals.length > mostRowButtons,
    choose: say('approvals.choose'),
    chosen: String((rest[0] ?? approvals[0])?.approvalId ?? ''),
    choices: approvals.map(({ approvalId, project, requestNumber: number }) => ({
      title: say('approvals.choice', {
        number: requestNumber(number),
        project: clean(project, 60),
      }),
      value: String(approvalId),
    })),
    // The newest copy that this list knows: a second click after it brings nothing more.
    cardId: Math.max(0, ...approvals.map(({ cardId }) => cardId)),
  };
}

/** The two lists, by what `list.page` sends. */
export const approvalLists = { waiting: 'approvals waiting', past: 'approvals past' } as const;

function common(view: Page<ApprovalLine>, list: 'waiting' | 'past', say: Say): CardData {
  const other = list === 'waiting' ? 'past' : 'waiting';
  return {
    ...listPages({ ...view, shown: view.approvals.length }, mostApprovals, say),
    list: approvalLists[list],
    other: approvalLists[other],
    otherTitle: say(`approvals.show ${other}`),
    open: say('approvals.open'),
    opened: say('approvals.opened'),
  };
}

const about = ({ approvalId, project }: ApprovalLine) => ({
  approvalId,
  project: clean(project, 60),
});

const whatWords = ({ kind, partners }: ApprovalLine, say: Say): string =>
  `: ${say(kind === 'extend' ? 'approvals.extend' : 'approvals.partners', { count: partners })}`;

function outcomeWords({ state, partners, rejected }: PastLine, say: Say): string {
  if (state !== 'decided') return `: ${say(`decided.${state}`)}`;
  if (rejected === 0) return `: ${say('decided.approved', { count: partners })}`;
  if (rejected === partners) return `: ${say('decided.rejected', { count: rejected })}`;
  return `: ${say('decided.some', { approved: partners - rejected, total: partners })}`;
}

const votersWords = ({ voters }: PastLine, say: Say): string =>
  voters.length === 0
    ? ''
    : say('label', {
        label: shortList(
          voters.map((voter) => voterWords(voter, say)),
          say,
          4,
        ),
      });
