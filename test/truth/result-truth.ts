import { accountRemarks } from '../../src/guests/ending/decide-account.ts';
import { countsOf, endingsIn, type ReadCard, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { graphClaims } from './graph-truth.ts';
import { guestOf } from './guest-of.ts';
import { accountOf } from './held-truth.ts';
import { numberClaims } from './number-truth.ts';
import { countsBy, outcomesOf, type RowOutcome } from './outcomes.ts';
import { readAs } from './phrasebook.ts';
import type { RequestRow, State } from './read-state.ts';

const given = ['invited', 'access given', 'accepted', 'restored', 'extended', 'shortened'];
const worked = [...given, 'revoked', 'expired', 'removed', 'kept since', 'gone since'];
const open = ['partly', 'unknown', 'failed'];
const labels = ['invited', 'done', 'open', 'unknown', 'open unknown', 'left', 'unchanged'].map(
  (each) => `result.count.${each}`,
);

/** The claims of a finished request: the outcome of each row, and Graph's facts about it. */
export function resultClaims(card: ReadCard, state: State, request: RequestRow): Claim[] {
  const rows = outcomesOf(state, request);
  const words = rows.map(({ as }) => as);
  const numbers = countsOf(card, labels);
  const sum = (kinds: readonly string[]) => words.filter((as) => kinds.includes(as ?? '')).length;
  const done = sum(worked);
  const failed = sum(open);
  const unknown = sum(['unknown']);
  return [
    { what: 'the title', said: titleOf(card), true: titleBy(request, words) },
    { what: 'how the rows ended', said: endingsIn(card), true: countsBy(words) },
    {
      what: 'how many were invited or succeeded',
      said: (numbers['result.count.invited'] ?? 0) + (numbers['result.count.done'] ?? 0),
      true: done,
    },
    {
      what: 'that no guest existed before',
      said: 'result.count.invited' in numbers && words.includes('access given'),
      true: false,
    },
    {
      what: 'how many failed or are unknown',
      said: ['open', 'unknown', 'open unknown'].map((each) => numbers[`result.count.${each}`] ?? 0),
      true: [
        unknown === 0 ? failed : 0,
        unknown === failed ? unknown : 0,
        unknown > 0 && unknown < failed ? failed : 0,
      ],
    },
    {
      what: 'how many were not sent',
      said: numbers['result.count.left'] ?? numbers['result.count.unchanged'] ?? 0,
      true: rows.length - done - failed,
    },
    ...buttonClaims(card, state, rows),
    ...sponsorClaims(card, state, rows),
    ...mailsOverClaims(card, state, rows),
    ...projectClaims(card, state, rows),
    ...failureClaims(card, request, rows),
    ...graphClaims(state, rows),
  ];
}

const titleOf = (card: ReadCard) => saidIn(card, 'request.title.')[0]?.key.slice(14);

function titleBy({ cancelledAt }: RequestRow, words: readonly (string | null)[]): string {
  const { failed = 0, partly = 0, unknown = 0, problem = 0, skipped = 0 } = countsBy(words);
  const asked = words.length - problem - skipped;
  if (cancelledAt !== null) return 'stopped';
  if (unknown > 0)
    return failed + partly > 0 ? 'partly unknown' : unknown === asked ? 'unknown' : 'some unknown';
  if (failed + partly > 0) return failed === asked ? 'failed' : 'partly';
  return words.some((as) => worked.includes(as ?? '')) ? 'done' : 'none';
}

/** Reasons after which a retry may do more. */
const passing = ['gave up', 'replication timed out', 'change not shown', 'no seats left'];

/** The claims of the numbers on the buttons: links to show, mails and rows to try again. */
function buttonClaims(card: ReadCard, state: State, rows: readonly RowOutcome[]): Claim[] {
  const invitations = rows.flatMap(({ invitation }) => invitation ?? []);
  const links = invitations.filter((invitation) => {
    const guest = guestOf(state, invitation);
    return (
      invitation.plan === 'invite' &&
      !invitation.sendMail &&
      invitation.linkShownAt === null &&
      invitation.endingId === null &&
      ['complete', 'partly', 'unknown'].includes(invitation.state) &&
      guest?.state === 'pending' &&
      guest.objectId !== null
    );
  });
  const retried = invitations.filter(
    ({ id, kind, state: is, endingId }) =>
      endingId === null &&
      ['failed', 'partly'].includes(is) &&
      state.steps.some(
        ({ invitationId, state: step, reason }) =>
          invitationId === id &&
          step === 'refused' &&
          // Somebody may have allowed since what Entra refused for an account.
          (['remove', 'restore'].includes(kind) || passing.includes(reason?.code ?? '')),
      ),
  );
  return numberClaims(card, {
    'result.links': links.length,
    'result.resend': rows.filter(({ as }) => as === 'unknown').length,
    // Of requests of other kinds everything that is still to do counts, whatever refused it.
    ...(invitations.every(({ kind }) => kind === 'invite')
      ? { 'result.retry': retried.length }
      : {}),
  });
}

/** Of which guests who were there before the requester is no sponsor in Graph. */
function sponsorClaims(card: ReadCard, state: State, rows: readonly RowOutcome[]): Claim[] {
  const asked = rows.flatMap(({ invitation }) =>
    state.steps.filter(
      ({ kind, invitationId, state: is }) =>
        kind === 'sponsor' && invitationId === invitation?.id && is === 'done',
    ).length > 0 && invitation !== undefined
      ? [invitation]
      : [],
  );
  const without = asked.filter((invitation) => {
    const requester = state.requests.find(({ id }) => id === invitation.requestId)?.requesterName;
    const account = accountOf(state, invitation);
    return account !== undefined && !account.sponsors.includes(requester ?? '');
  });
  const said = saidIn(card, 'result.unsponsored')[0]?.values.count ?? 0;
  return [{ what: 'of how many the requester is no sponsor', said, true: without.length }];
}

/** A partner whose mail Microsoft dropped is among the partners whom the card doubts. */
function mailsOverClaims(card: ReadCard, state: State, rows: readonly RowOutcome[]): Claim[] {
  if (!state.dropsMails) return [];
  const dropped = rows.filter(
    ({ invitation, as }) =>
      as === 'invited' &&
      invitation?.sendMail === true &&
      !state.mails.some(({ to }) => to === invitation.address),
  );
  const said = Number(saidIn(card, 'mails over')[0]?.values.count ?? 0);
  return [{ what: 'how many mails may not arrive', said: said >= dropped.length, true: true }];
}

/** The claims about each project, when there are several. */
function projectClaims(card: ReadCard, state: State, rows: readonly RowOutcome[]): Claim[] {
  const keys = [...new Set(rows.flatMap(({ invitation }) => invitation?.projectKey ?? []))];
  if (keys.length < 2) return [];
  return keys.slice(0, 8).map((key) => {
    const name = state.projects.find((project) => project.key === key)?.name ?? key;
    const own = rows.filter(({ invitation }) => invitation?.projectKey === key);
    const line = card.lines.find(
      ({ pieces }) => pieces.length === 2 && asShown(pieces[0], name) === name,
    );
    const text = line?.pieces[1]?.replace(/^: /, '') ?? '';
    const { values } = readAs(card.language, text, 'result.project kinds') ?? {};
    return {
      what: `how many of ${name} succeeded`,
      said: [values?.done, values?.total],
      true: [own.filter(({ as }) => worked.includes(as ?? '')).length, own.length],
    };
  });
}

/** The claims about failed rows, by line and address, or by address where nobody wrote the lines. */
function failureClaims(
  card: ReadCard,
  { kind, automatic, choice }: RequestRow,
  rows: readonly RowOutcome[],
): Claim[] {
  const failures = rows.filter(
    ({ row, as, invitation }) =>
      (row.skipped || invitation?.reason || (as === 'partly' && invitation?.endingId)) &&
      ([...open, 'rejected', 'timed out', 'kept', 'accepted stays'].includes(as ?? '') ||
        accountRemarks.some((code) => code === invitation?.reason?.code)),
  );
  const shown = failures
    .slice(0, 8)
    .map(({ row }) => ({ line: `${row.line}`, address: row.address }));
  if (kind === 'resend' || automatic !== null || choice.about !== undefined) {
    const wanted = shown.map(({ address }) => address);
    const said = card.lines.flatMap(({ pieces }) =>
      wanted.filter((address) => asShown(pieces[0], address) === address),
    );
    return [{ what: 'who did not succeed', said, true: wanted }];
  }
  const said = card.lines.flatMap(({ pieces }) => {
    const line = readAs(card.language, pieces[0] ?? '', 'review.problem line')?.values.line;
    const truth = shown.find((each) => each.line === line);
    return line === undefined
      ? []
      : [{ line, address: asShown(pieces[1], truth?.address ?? '\0') }];
  });
  return [{ what: 'who did not succeed', said, true: shown }];
}
