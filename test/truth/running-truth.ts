import { countsOf, endingsIn, type ReadCard, saidAs, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { isLeftLater, isTakenInPart } from './how-ended.ts';
import { countsBy, invitationsOf } from './outcomes.ts';
import type { ApprovalRow, InvitationRow, RequestRow, State, VoteRow } from './read-state.ts';

const labels = ['done', 'todo', 'approval'].map((each) => `running.count.${each}`);
const unsuccessful = [
  'partly',
  'failed',
  'unknown',
  'rejected',
  'timed out',
  'withdrawn',
  'cancelled',
];

/** The claims of a running request: its progress, and the people for whom it waits. */
export function runningClaims(card: ReadCard, state: State, request: RequestRow): Claim[] {
  const rows = invitationsOf(state, request.id);
  const isLeft = (row: InvitationRow) => isTakenInPart(state, row) || isLeftLater(state, row);
  const counts = countsBy(rows.map((each) => (isLeft(each) ? 'partly' : endedAs(each))));
  const of = (...states: string[]) => states.reduce((sum, each) => sum + (counts[each] ?? 0), 0);
  const numbers = countsOf(card, labels);
  const [done, todo, approval] = [
    of('complete', 'revoked', 'expired'),
    of('approved', 'working'),
    of('awaiting approval'),
  ];
  const progress = saidAs(card, 'running.progress') ?? progressIn(card);
  return [
    {
      what: 'the title',
      said: saidIn(card, 'request.title.')[0]?.key.slice(14),
      true: titleBy(state, request, { todo, approval }),
    },
    { what: 'how many are done', said: numbers['running.count.done'] ?? 0, true: done },
    { what: 'how many are to do', said: numbers['running.count.todo'] ?? 0, true: todo },
    {
      what: 'how many wait for approval',
      said: numbers['running.count.approval'] ?? 0,
      true: approval,
    },
    {
      what: 'the progress',
      said: [progress?.values.done, progress?.values.total],
      true: [done, rows.length - of('draft', 'skipped')],
    },
    {
      what: 'how rows ended otherwise',
      said: endingsIn(card),
      true: Object.fromEntries(
        Object.entries(counts).filter(([each]) => unsuccessful.includes(each)),
      ),
    },
    ...approvalClaims(card, state, request),
    {
      what: 'that the owners are reminded',
      said: saidAs(card, 'running.followed up') !== undefined,
      true: state.approvals.some(
        ({ requestId, state: is, followedUpAt }) =>
          requestId === request.id && is === 'open' && followedUpAt !== null,
      ),
    },
  ];
}

function endedAs({ state, reason }: InvitationRow): string {
  if (reason?.code === 'approval timed out') return 'timed out';
  return reason?.code === 'withdrawn by requester' ? 'withdrawn' : state;
}

/** Reads the progress without the remaining time after it. */
function progressIn({ lines, ...card }: ReadCard) {
  const cut = lines.map((line) => ({ ...line, text: line.text.split('. ')[0] ?? '' }));
  return saidAs({ ...card, lines: cut }, 'running.progress');
}

function titleBy(
  state: State,
  { heldReason, cancelledAt }: RequestRow,
  { todo, approval }: { todo: number; approval: number },
): string {
  if (heldReason !== null || state.stopped) return 'held';
  if (cancelledAt !== null) return 'stopping';
  return todo === 0 && approval > 0 ? 'approval' : 'running';
}

/** The claims about the owners for whom each open approval waits. */
function approvalClaims(card: ReadCard, state: State, { id }: RequestRow): Claim[] {
  const open = state.approvals.filter((each) => each.requestId === id && each.state === 'open');
  const said = saidIn(card, 'running.waits').map(({ values }) => ({
    project: values.project,
    count: values.count,
  }));
  const waiting = open.slice(0, 8).map((approval) => ({
    project: nameOf(state, approval),
    count: invitationsOf(state, id).filter(
      (each) => each.projectKey === approval.projectKey && each.state === 'awaiting approval',
    ).length,
  }));
  const shown = said.map((each, index) => ({
    ...each,
    project: asShown(String(each.project), waiting[index]?.project ?? '\0'),
  }));
  return [
    { what: 'which approvals are open', said: shown, true: waiting },
    ...saidIn(card, 'running.waits').flatMap(({ key, values }, index): Claim[] => {
      if (key !== 'running.waits for owners' && key !== 'running.waits for some') return [];
      const { owners, needed, of } = values;
      return [
        {
          what: 'which owners were asked, and how many of them decide',
          said: [String(owners), needed, of],
          true: askedOf(card, state, open[index], String(owners)),
        },
      ];
    }),
  ];
}

/** The names as the card joins them: all are needed, one is enough, or so many of so many. */
function askedOf(
  { language }: ReadCard,
  state: State,
  approval: ApprovalRow | undefined,
  said: string,
): (string | number | undefined)[] {
  const names = askedNames(state, approval, said);
  const { rule, stage = 1, id } = approval ?? {};
  const approvers = rule?.stages?.[stage - 1]?.approvers ?? rule?.approvers ?? 1;
  const votes = state.votes.filter((each) => each.approvalId === id && each.stage === stage);
  const needed = Math.max(1, approvers - new Set(votes.map(({ ownerId }) => ownerId)).size);
  // Of many: the first four, and the card's own number of the others.
  const shown =
    names.length > 4 ? [...names.slice(0, 4), ...said.split(', ').slice(4)].join(', ') : undefined;
  const join = (type: 'conjunction' | 'disjunction') =>
    shown ?? new Intl.ListFormat(language, { type }).format(names);
  if (needed >= names.length) return [join('conjunction'), undefined, undefined];
  return needed === 1 && shown === undefined
    ? [join('disjunction'), undefined, undefined]
    : [shown ?? names.join(', '), needed, names.length];
}

const nameOf = (state: State, { projectKey }: ApprovalRow) =>
  state.projects.find(({ key }) => key === projectKey)?.name ?? projectKey;

/** A stand-in, in the words of either language. */
const saidFor = (said: string, name: string, owner: string): string =>
  [`${name} for ${owner}`, `${name} namens ${owner}`].find((words) => said.includes(words)) ??
  `${name} for ${owner}`;

const isOut = (state: State, approval: ApprovalRow | undefined, personId: string) =>
  state.noLonger.some((each) => each.approvalId === approval?.id && each.personId === personId);

/** True where this owner has voted in the present stage, in person or by a stand-in. */
const hasVoted = (
  state: State,
  approval: ApprovalRow | undefined,
  isOwner: (vote: VoteRow) => boolean,
) =>
  state.votes.some(
    (each) => each.approvalId === approval?.id && each.stage === approval.stage && isOwner(each),
  );

/** The names of the people with the approval's card for whom it waits. */
function askedNames(state: State, approval: ApprovalRow | undefined, said: string): string[] {
  return state.cards
    .filter(
      ({ kind, subjectId, topic }) =>
        kind === 'approval' && topic === '' && subjectId === approval?.id,
    )
    .filter(({ placeKey }) => !isOut(state, approval, placeKey))
    .flatMap(({ placeName, placeKey }) => {
      if (placeName === null) return [];
      const mine = state.instead.filter(
        (each) => each.approvalId === approval?.id && each.personId === placeKey,
      );
      if (mine.length === 0)
        return hasVoted(state, approval, ({ ownerId }) => ownerId === placeKey) ? [] : [placeName];
      const standIn = mine.find(({ over }) => !over);
      if (hasVoted(state, approval, ({ ownerName }) => ownerName === standIn?.forName)) return [];
      return standIn === undefined ? [] : [saidFor(said, placeName, standIn.forName)];
    });
}
