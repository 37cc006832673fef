import { linesOf } from './card-lines.ts';
import { type Spoken, saidAs } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { guestClaims } from './guest-truth.ts';
import { accountOf } from './held-truth.ts';
import { isLeft, isLeftByEnd } from './how-ended.ts';
import { invitationsOf } from './outcomes.ts';
import { readAs, readSentence } from './phrasebook.ts';
import { helpClaims, projectClaims, projectsClaims } from './project-truth.ts';
import type { InvitationRow, RequestRow, State } from './read-state.ts';
import { waitingClaims } from './waiting-truth.ts';

type Claims = (card: Spoken, state: State, personId: string) => Claim[];
/** The answers that state facts, by what their first line says. */
const answers: readonly [title: string, claims: Claims][] = [
  ['status.title', statusClaims],
  ['status.one.title', oneClaims],
  ['approvals.title', waitingClaims],
  ['pending.title', pendingClaims],
  ['projects.title', projectsClaims],
  ['project.heading', projectClaims],
  ['guest.heading', guestClaims],
  ['help.title', helpClaims],
];

/** The claims in the bot's answer to a word. */
export function answerClaims(card: unknown, state: State, personId: string): Claim[] {
  const lines = linesOf(card);
  // A colon, and how the request stands.
  const title = (lines[0]?.text ?? '').replace(/: .*$/, '');
  for (const language of ['en', 'nl'] as const)
    for (const [key, claims] of answers)
      if (readAs(language, title, key) !== undefined)
        return claims({ lines, language }, state, personId);
  return [{ what: 'anything that is known', said: lines[0]?.text, true: undefined }];
}

/** How many rows are over since. */
function overIn(state: State, rows: readonly InvitationRow[]): { over: number } {
  const over = rows.filter(
    (row) => ['revoked', 'expired'].includes(row.state) && !isLeft(state, row),
  ).length;
  return { over };
}

/** How a request stands, in the words and numbers of `status`. */
function standingOf(state: State, request: RequestRow) {
  const rows = invitationsOf(state, request.id).filter(({ state: is }) => is !== 'skipped');
  const count = (...states: string[]) => rows.filter((row) => states.includes(row.state)).length;
  const total = rows.length;
  const worked = count('complete', 'revoked', 'expired');
  const waiting = count('awaiting approval');
  const over = overIn(state, rows);
  const done = total - count('draft', 'awaiting approval', 'approved', 'working');
  const isCancelled = request.cancelledAt !== null;
  switch (request.state) {
    case 'done':
      return { as: isCancelled ? 'cancelled' : 'done', done: worked, total, ...over };
    case 'draft':
      return { as: draftAs(state, request, total) };
    case 'discarded':
    case 'lapsed':
      return { as: request.state };
    case 'confirmed':
      if (!isCancelled && (request.heldReason !== null || state.stopped))
        return { as: 'held', done, total, ...over };
      return waiting > 0
        ? { as: 'approval', done, total, waiting, ...over }
        : { as: 'confirmed', done, total, ...over };
  }
}

function draftAs({ rows }: State, { id }: RequestRow, going: number): string {
  if (going > 0) return 'draft';
  const lacksOnlyProject = rows.some(
    ({ requestId, problems: [only, ...others] }) =>
      requestId === id && others.length === 0 && only?.code === 'project missing',
  );
  return lacksOnlyProject ? 'draft choose' : 'draft nothing';
}

const standingIn = ({ language }: Spoken, text: string) => {
  const { key = '', values = {} } = readSentence(language, text.trim(), 'status.state.') ?? {};
  return { as: key.slice('status.state.'.length), ...values };
};

function statusClaims(card: Spoken, state: State, personId: string): Claim[] {
  const own = state.requests.filter(({ requesterId }) => requesterId === personId);
  return card.lines.flatMap(({ pieces: [number = '', words = ''] }): Claim[] => {
    const said = readAs(card.language, number.trim(), 'status.number')?.values.number;
    if (said === undefined) return [];
    const request = own.find(({ id }) => String(id) === said);
    if (request === undefined) return [{ what: 'a request of this person', said, true: undefined }];
    const what = `how request #${said} stands`;
    return [{ what, said: standingIn(card, words), true: standingOf(state, request) }];
  });
}

function oneClaims(card: Spoken, state: State): Claim[] {
  const title = card.lines[0]?.text ?? '';
  const said = readAs(card.language, title.replace(/: .*$/, ''), 'status.one.title');
  const request = state.requests.find(({ id }) => String(id) === said?.values.number);
  if (request === undefined) return [{ what: 'a request', said: title, true: undefined }];
  const rows = invitationsOf(state, request.id).filter(({ state: is }) => is !== 'skipped');
  const keys = [...new Set(rows.map(({ projectKey }) => projectKey))];
  const requester = saidAs(card, 'status.one.by')?.values.requester;
  return [
    {
      what: `how request #${request.id} stands`,
      said: standingIn(card, title.replace(/^[^:]*: /, '')),
      true: standingOf(state, request),
    },
    { what: 'whose request it is', said: requester, true: request.requesterName },
    ...keys.flatMap((key) => worksIn(card, state, { key, rows })),
  ];
}

/** How many of a project's rows succeeded. */
function worksIn(
  card: Spoken,
  state: State,
  { key, rows }: { key: string | null; rows: readonly InvitationRow[] },
): Claim[] {
  const name = state.projects.find((project) => project.key === key)?.name;
  const own = rows.filter(({ projectKey }) => projectKey === key);
  const line = card.lines.find(
    ({ pieces }) => name !== undefined && pieces.length === 2 && asShown(pieces[0], name) === name,
  );
  if (name === undefined) return [];
  const said = readAs(
    card.language,
    line?.pieces[1]?.replace(/^: /, '') ?? '',
    'status.one.project',
  );
  const worked = own.filter(({ state: is }) => ['complete', 'revoked', 'expired'].includes(is));
  return [
    {
      what: `how many of ${name} succeeded`,
      said: [said?.values.done, said?.values.total, said?.values.over ?? 0],
      true: [worked.length, own.length, overIn(state, own).over],
    },
  ];
}

/**
 * The partners who have not accepted, by Graph: every partner once for each project. For somebody who sees all rows.
 */
function pendingClaims(card: Spoken, state: State): Claim[] {
  const waiting = state.invitations.filter(
    (invitation) =>
      invitation.kind === 'invite' &&
      (invitation.endingId === null || isLeftByEnd(state, invitation)) &&
      ['working', 'complete', 'partly', 'unknown'].includes(invitation.state) &&
      invitation.plan !== 'member' &&
      accountOf(state, invitation)?.state === 'PendingAcceptance',
  );
  const pairs = new Set(waiting.map(({ guestId, projectKey }) => `${guestId} ${projectKey}`));
  const addresses = new Set(waiting.map(({ address }) => address));
  const named = card.lines.flatMap(({ pieces }) =>
    / \S+@\S+/.test(pieces[1] ?? '') ? [pieces[1]?.trim() ?? ''] : [],
  );
  return [
    {
      what: 'how many have not accepted',
      said: saidAs(card, 'pending.title')?.values.count,
      true: pairs.size,
    },
    {
      what: 'who has not accepted',
      said: named.filter(
        (each) => ![...addresses].some((address) => asShown(each, address) === address),
      ),
      true: [],
    },
  ];
}
