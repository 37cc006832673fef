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

/** One sentence for each false statement of the cards. Empty when every card is true. */
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

/** The claim about the card's language, and all others. */
const claimsOf = (card: ReadCard, state: State): Claim[] => [
  { what: 'its language', said: card.spoken.includes(card.language), true: true },
  ...contentClaims(card, state),
];

/** All statements of a card that the rows and Graph can prove. */
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
  // A reader who pages through partners has a view with a title of its own.
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
      // Two keys have the same title, "cancelled".
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
