import { type Spoken, saidAs, saidIn } from './cards-on-screen.ts';
import type { Claim } from './claim.ts';
import { readAs } from './phrasebook.ts';
import { ownedBy } from './project-truth.ts';
import type { ApprovalRow, State } from './read-state.ts';

/** The first page of what waits for somebody: how many approvals, whose, and about how many partners. */
export function waitingClaims(card: Spoken, state: State, personId: string): Claim[] {
  const waiting = state.approvals
    .filter((approval) => waitsFor(state, approval, personId))
    .toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || a.id - b.id);
  const shown = waiting.slice(0, 10);
  return [
    {
      what: 'how many approvals wait',
      said: saidAs(card, 'approvals.title')?.values.count,
      true: waiting.length,
    },
    {
      what: 'which requests wait',
      said: saidIn(card, 'approval.asks').map(({ values }) => String(values.number)),
      true: shown.map(({ requestId }) => String(requestId)),
    },
    {
      what: 'how many partners they are about',
      said: card.lines.flatMap(({ pieces: [, what = ''] }) => partnersIn(card, what)),
      true: shown.map(
        ({ id }) =>
          state.invitations.filter(
            ({ approvalId, state: is }) => approvalId === id && is === 'awaiting approval',
          ).length,
      ),
    },
  ];
}

/**
 * The names in a reminder: whose requests, and about how many partners. The bot does not change it when they no longer
 * wait.
 */
export function waitedClaims(card: Spoken, state: State): Claim[] {
  const named = saidIn(card, 'approval.asks');
  const rows = named.flatMap(
    ({ values }) => state.requests.find(({ id }) => String(id) === String(values.number)) ?? [],
  );
  const approvals = state.approvals.filter(({ requestId }) =>
    rows.some(({ id }) => id === requestId),
  );
  // A request that asks several projects stands here once for each that the reader decides for. The rows do not show
  // later whether a row was rejected before it or after.
  const isPlain =
    approvals.length === named.length &&
    state.invitations.every(
      ({ approvalId, state: is }) =>
        !approvals.some(({ id }) => id === approvalId) || (is !== 'rejected' && is !== 'cancelled'),
    );
  return [
    {
      what: 'whose requests wait',
      said: named.map(({ values }) => String(values.requester)),
      true: rows.map(({ requesterName }) => requesterName),
    },
    ...(isPlain
      ? [
          {
            what: 'how many partners they are about',
            said: card.lines
              .flatMap(({ pieces: [, what = ''] }) => partnersIn(card, what))
              .reduce((sum, count) => sum + count, 0),
            true: state.invitations.filter(({ approvalId }) =>
              approvals.some(({ id }) => id === approvalId),
            ).length,
          },
        ]
      : []),
  ];
}

const partnersIn = ({ language }: Spoken, what: string) =>
  (['approvals.partners', 'approvals.extend'] as const)
    .flatMap((key) => readAs(language, what.replace(/^: /, ''), key) ?? [])
    .slice(0, 1)
    .map(({ values }) => Number(values.count));

function waitsFor(state: State, approval: ApprovalRow, personId: string): boolean {
  const request = state.requests.find(({ id }) => id === approval.requestId);
  const owns = ownedBy(state, personId).some(({ key }) => key === approval.projectKey);
  const isNamed = approval.rule.escalateTo?.includes(personId) === true;
  const voted = state.votes.some(
    ({ approvalId, ownerId }) => approvalId === approval.id && ownerId === personId,
  );
  return (
    approval.state === 'open' &&
    request?.requesterId !== personId &&
    (owns || (isNamed && approval.escalatedAt !== null)) &&
    !voted
  );
}
