import { isDeepStrictEqual } from 'node:util';
import { alertClaims } from './alert-truth.ts';
import { approvalClaims } from './approval-truth.ts';
import { type ReadCard, saidIn } from './cards-on-screen.ts';
import type { Claim } from './claim.ts';
import { endingClaims } from './ending-truth.ts';
import { noticeClaims } from './notice-truth.ts';
import type { RequestRow, State } from './read-state.ts';
import { resultClaims } from './result-truth.ts';
import { reviewClaims } from './review-truth.ts';
import { runningClaims } from './running-truth.ts';

/** What the cards state and is not so: one sentence for each lie. None: every card tells the truth. */
export const liesIn = (cards: readonly ReadCard[], state: State): string[] =>
  cards.flatMap((card) =>
    claimsOf(card, state)
      .filter((claim) => !isDeepStrictEqual(claim.said, claim.true))
      .map(
        (claim) =>
          `The ${card.kind} card ${card.subjectId} (${card.language}) states ${claim.what}: ${shown(claim.said)}. True is: ${shown(claim.true)}.`,
      ),
  );

const shown = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** What is wrong with the language, and everything else that a card states. */
const claimsOf = (card: ReadCard, state: State): Claim[] => [
  { what: 'its language', said: card.spoken.includes(card.language), true: true },
  ...contentClaims(card, state),
];

/** Everything that a card states and that can be known from the rows and from Graph. */
function contentClaims(card: ReadCard, state: State): Claim[] {
  switch (card.kind) {
    case 'request':
      return requestClaims(card, state);
    case 'approval':
      return approvalClaims(card, state);
    case 'alert':
    case 'digest':
      return alertClaims(card, state);
    case 'notice':
      return noticeClaims(card, state);
  }
}

function requestClaims(card: ReadCard, state: State): Claim[] {
  const request = state.requests.find(({ id }) => id === card.subjectId);
  // A view that its reader leafs through says that it is one.
  if (request === undefined || saidIn(card, 'partners.title').length > 0) return [];
  const title = saidIn(card, 'request.title.')[0] ?? saidIn(card, 'ending.title.')[0];
  return [
    { what: 'the number of the request', said: title?.values.number, true: String(request.id) },
    ...stateClaims(card, state, request),
  ];
}

function stateClaims(card: ReadCard, state: State, request: RequestRow): Claim[] {
  switch (request.state) {
    case 'draft':
      return ['invite', 'resend'].includes(request.kind)
        ? reviewClaims(card, state, request)
        : endingClaims(card, state, request);
    case 'confirmed':
      return runningClaims(card, state, request);
    case 'done':
      return resultClaims(card, state, request);
    case 'discarded':
    case 'lapsed': {
      const said = saidIn(card, 'request.title.').map(({ key }) => key);
      const isSaid = said.includes(`request.title.${request.state}`);
      // Both are called cancelled: one title, two keys.
      return [
        {
          what: `that it is ${request.state}`,
          said: isSaid || said.includes('request.title.cancelled'),
          true: true,
        },
      ];
    }
  }
}
