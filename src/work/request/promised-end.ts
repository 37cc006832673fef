import type { AccountToEnd } from '../../guests/ending/decide-account.ts';
import { decideEnd, type EndDecision } from '../../guests/ending/decide-end.ts';
import { type GrantToEnd, giftsOf, type HeldNow } from '../../guests/ending/decide-grant.ts';
import { waitingRequest } from '../../guests/ending/waiting-request.ts';
import { grantPiece, piecesOf } from '../../guests/project/access-pieces.ts';
import type { WhenOver } from '../../guests/project/ending-defaults.ts';
import type { KnownAccount } from '../../store/endings/accounts.ts';
import type { LedgerGrant, Need } from '../../store/endings/grants-to-take.ts';
import type { EndPromise } from '../../store/invitations/invitations.ts';

/** The ledger's facts about one guest whose access ends. */
export type LedgerFacts = {
  /** The invitations that end. */
  ending: ReadonlySet<number>;
  /** The grants that these invitations gave. */
  given: readonly LedgerGrant[];
  /** Every grant of the account. */
  known: readonly LedgerGrant[];
  /** The living invitations of the account, without invitations that another confirmed request ends. */
  needs: readonly Need[];
  account: KnownAccount | undefined;
  /** The `whenOver` of the projects whose invitations end. */
  rules: readonly WhenOver[];
};

/** The directory's facts, where somebody asked it. */
export type DirectoryFacts = {
  held: ReadonlyMap<string, HeldNow>;
  account: Pick<AccountToEnd, 'userType' | 'state' | 'directoryRole' | 'isOperator'>;
};

/** Decides what an end would take from one guest. Without `told` it takes the directory to agree with the ledger. */
export function decideByLedger(facts: LedgerFacts, told?: DirectoryFacts): EndDecision {
  const { ending, given, needs, account, rules } = facts;
  const grants = new Map(given.map((grant) => [grantPiece(grant), grant]));
  return decideEnd({
    ending,
    grants: [...grants].map(([piece, grant]) =>
      toEnd(facts, grant, told?.held.get(piece) ?? { how: 'direct' }),
    ),
    account: {
      userType: 'Guest',
      state: (account?.blockedAt ?? null) === null ? 'enabled' : 'blocked by us',
      directoryRole: 'no',
      isOperator: false,
      ...told?.account,
      made: account?.madeByUs === true ? 'by us' : 'not by us',
      live: needs.map(({ invitationId }) => invitationId),
      waiting: waitingRequest(needs, ending),
    },
    rules,
  });
}

/** The promise of an end's review as far as the ledger alone decides it. Confirm compares it with the ledger then. */
export function promisedEnd(facts: LedgerFacts): EndPromise {
  const { grants, account } = decideByLedger(facts);
  const takes = grants.flatMap((grant) => (grant.fate === 'take' ? [grantPiece(grant)] : []));
  return { takes: takes.toSorted(), account: account.fate };
}

function toEnd(
  { known, needs, ending }: LedgerFacts,
  grant: LedgerGrant,
  held: HeldNow,
): GrantToEnd {
  const piece = grantPiece(grant);
  const same = known.filter((each) => grantPiece(each) === piece);
  const times = same.flatMap(({ madeAt }) => madeAt?.getTime() ?? []);
  const { kind, target, detail } = grant;
  const needing = needs.filter(({ access }) => piecesOf(access).includes(piece));
  return {
    kind,
    target,
    detail,
    made: same.some(({ ours }) => ours) ? 'by us' : 'not by us',
    givenAt: times.length === 0 ? undefined : new Date(Math.max(...times)),
    gifts: giftsOf(same),
    neededBy: needing.map(({ invitationId }) => invitationId),
    waiting: waitingRequest(needing, ending),
    held,
  };
}
