import { type ReadCard, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { guestOf } from './guest-of.ts';
import { isGoneBefore, isKept, isLeftLater } from './how-ended.ts';
import { invitationsOf, isAccepted } from './outcomes.ts';
import type { Said } from './phrasebook.ts';
import type { InvitationRow, State } from './read-state.ts';

/**
 * The claims of messages that the bot sends by itself, beside decisions and ends to come: stops, acceptances, ends that
 * are over.
 */
export const newsClaims = (card: ReadCard, state: State): Claim[] => [
  ...stopClaims(card, state),
  ...saidIn(card, 'reason.partner accepted').flatMap((said) => acceptedClaims(state, said)),
  ...saidIn(card, 'reason.partners accepted').map((said) => severalClaim(state, said)),
  ...[
    'reason.access ended',
    'reason.access revoked',
    'reason.approval undone',
    'reason.invitations taken back',
  ].flatMap((key) => saidIn(card, key).flatMap((said) => endedClaims(state, said))),
];

/** The message of a stop is drawn again once the stop is over. */
function stopClaims(card: ReadCard, state: State): Claim[] {
  if (saidIn(card, 'notice.all stopped.title').length > 0)
    return [{ what: 'that all inviting has stopped', said: true, true: state.stopped }];
  // One that is over may be followed by another.
  if (saidIn(card, 'notice.stop over.title').length > 0 && !state.stopped)
    return [{ what: 'that the stop is over', said: true, true: true }];
  return [];
}

const projectName = (state: State, { projectKey }: InvitationRow) =>
  state.projects.find(({ key }) => key === projectKey)?.name ?? projectKey ?? '';

/** Graph keeps an acceptance when the account is deleted later. */
function hasAccepted(state: State, invitation: InvitationRow): boolean {
  const guest = guestOf(state, invitation);
  const account = state.graph.guests.find(({ id }) => id === guest?.objectId);
  return isAccepted(state, guest) || (account?.changedAt ?? null) !== null;
}

function acceptedClaims(state: State, { values }: Said): Claim[] {
  const rows = invitationsOf(state, Number(values.number));
  const said = String(values.name);
  const named = rows.filter((invitation) =>
    [guestOf(state, invitation)?.displayName, invitation.displayName, invitation.address].some(
      (name) => asShown(said, name ?? '\0') === name,
    ),
  );
  const what = `who accepted of request #${values.number}`;
  if (named.length === 0) return [{ what, said, true: 'nobody of this name' }];
  const projects = [...new Set(named.map((row) => projectName(state, row)))];
  return [
    { what, said, true: named.some((row) => hasAccepted(state, row)) ? said : 'not yet' },
    {
      what: `for what ${said} accepted`,
      said: String(values.project)
        .split(', ')
        .filter((name) => !projects.some((project) => asShown(name, project) === project)),
      true: [],
    },
  ];
}

/** Others may have accepted since. */
function severalClaim(state: State, { values }: Said): Claim {
  const accepted = invitationsOf(state, Number(values.number)).filter((row) =>
    hasAccepted(state, row),
  );
  const most = new Set(accepted.map(({ guestId }) => guestId)).size;
  const said = Number(values.count);
  return {
    what: `how many of request #${values.number} accepted`,
    said: said <= most ? most : said,
    true: most,
  };
}

/** How many accesses ended, by a request or in a project. After a retry there are more. */
function endedClaims(state: State, { key, values }: Said): Claim[] {
  const said = Number(values.count);
  // An undo cancels what had not begun.
  const isOver = (row: InvitationRow) =>
    (['revoked', 'expired'].includes(row.state) &&
      !isKept(state, row) &&
      !isGoneBefore(state, row) &&
      !isLeftLater(state, row)) ||
    (key === 'reason.approval undone' &&
      row.state === 'cancelled' &&
      row.reason?.code === 'not begun');
  const over = state.invitations.filter(
    (row) =>
      isOver(row) &&
      asShown(String(values.project), projectName(state, row)) === projectName(state, row),
  );
  const ends = new Set(
    state.invitations
      .filter(({ kind, requestId }) => kind === 'end' && requestId === Number(values.number))
      .map(({ id }) => id),
  );
  const inChannel = key.endsWith(' in channel');
  // What nobody had accepted is no access that ended.
  const isBack = ({ endingId }: InvitationRow) =>
    state.invitations.some(
      ({ id, cause }) => id === endingId && (cause === 'undone' || cause === 'not accepted'),
    );
  const takesBack = key === 'reason.invitations taken back in channel';
  // A removal ended the access, too; a restore may have brought it back since.
  const removed = state.invitations.flatMap((row) =>
    row.kind === 'remove' && row.state === 'complete' ? row.guestId : [],
  );
  const away = state.invitations.filter(
    (row) =>
      row.kind === 'invite' &&
      removed.includes(row.guestId) &&
      asShown(String(values.project), projectName(state, row)) === projectName(state, row),
  );
  const own = inChannel
    ? [...over.filter((row) => isBack(row) === takesBack), ...(takesBack ? [] : away)]
    : over.filter(({ endingId, state: is }) => is === 'cancelled' || ends.has(endingId ?? 0));
  const truth = inChannel ? new Set(own.map(({ guestId }) => guestId)).size : own.length;
  return [
    {
      what: 'how many accesses ended',
      said: said >= 1 && said <= truth ? truth : said,
      true: truth,
    },
  ];
}
