import { appName, groupName, licenceName } from './access-truth.ts';
import { factsOf, type Spoken } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { dayIn, lastDay } from './end-truth.ts';
import { guestOf } from './guest-of.ts';
import { accountOf, appPiece, groupPiece, licencePiece, stands } from './held-truth.ts';
import { leftAs, overAs } from './how-ended.ts';
import { readAs, readSentence, wording } from './phrasebook.ts';
import type { InvitationRow, State } from './read-state.ts';

/** The answer to `guest`: who it is, whether they accepted, and what Graph has of each invitation's access. */
export function guestClaims(card: Spoken, state: State): Claim[] {
  const address = factsOf(card, 'guest.address')[0];
  const accounts = state.guests.flatMap((each) =>
    each.address === address ? (each.objectId ?? []) : [],
  );
  const isTheirs = (each: InvitationRow) =>
    each.address === address || accounts.includes(guestOf(state, each)?.objectId ?? '');
  const invitations = state.invitations.filter(
    (each) => isTheirs(each) && each.kind === 'invite' && each.state !== 'draft',
  );
  const [first] = invitations;
  const guest = first && guestOf(state, first);
  const account = state.graph.guests.find(({ id }) => id === guest?.objectId);
  const saidState = card.lines.flatMap(
    ({ pieces }) => readSentence(card.language, pieces[1]?.trim() ?? '', 'guest.state.') ?? [],
  )[0];
  return [
    {
      what: 'a guest of ours',
      said: address,
      true: invitations.find((each) => each.address === address)?.address,
    },
    {
      what: 'whether the guest has accepted',
      said: /accepted/.test(saidState?.key ?? ''),
      true: account?.state === 'Accepted' && !account.deleted,
    },
    ...invitations.flatMap((invitation) => invitationClaims(card, state, invitation)),
    ...voterClaims(card, state, invitations),
  ];
}

/** The voters whom the history of the guest names: the owners who voted so. */
function voterClaims(card: Spoken, state: State, invitations: readonly InvitationRow[]): Claim[] {
  const truth = state.votes.flatMap(({ invitationId, ownerName, castByName, yes }) => {
    const of = invitations.find(({ id }) => id === invitationId);
    return of === undefined
      ? []
      : [`${of.requestId} ${yes ? 'approved' : 'rejected'} ${castByName ?? ownerName}`];
  });
  const said = card.lines.flatMap(({ pieces: [, what = ''] }) =>
    ['approved', 'rejected'].flatMap((how) => {
      const told = readAs(card.language, what, `guest.event.${how}`)?.values;
      return told === undefined ? [] : [`${told.number} ${how} ${told.name}`];
    }),
  );
  return [{ what: 'who decided on the guest', said: said.toSorted(), true: truth.toSorted() }];
}

function invitationClaims(card: Spoken, state: State, invitation: InvitationRow): Claim[] {
  const what = `request #${invitation.requestId}`;
  const project =
    state.projects.find(({ key }) => key === invitation.projectKey)?.name ?? invitation.projectKey;
  const sentences = card.lines
    .filter(({ pieces }) => asShown(pieces[0], project ?? '') === project)
    .map(({ pieces }) => (pieces[1] ?? '').trim().split(/(?<=[.)]) (?=\p{Lu})/u))
    .find(
      ([about = '']) =>
        readAs(card.language, about, 'guest.invitation')?.values.number ===
        String(invitation.requestId),
    );
  const [about = '', access = ''] = sentences ?? [];
  const said = readAs(card.language, about, 'guest.invitation')?.values.state;
  const words = wording(card.language, `guest.invitation.${stateOf(state, invitation)}`);
  const given = readAs(card.language, access, 'guest.access')?.values;
  const ends = sentences?.flatMap((text) => readAs(card.language, text, 'guest.ends') ?? [])[0];
  return [
    { what: `the state of ${what}`, said, true: words },
    {
      what: `when the access of ${what} ends`,
      said: ends?.values.day,
      true: mayEnd(state, invitation) ? dayIn(card.language, lastDay(invitation)) : undefined,
    },
    ...(given === undefined ? [] : givenClaims(state, invitation, given)),
  ];
}

/** An end is to come only for access that somebody has or may get. */
function mayEnd(state: State, invitation: InvitationRow): boolean {
  const isOver = /^(skipped|rejected|cancelled|failed|revoked|expired|removed)$/;
  const isThere = guestOf(state, invitation)?.state !== 'deleted';
  return invitation.endsAt !== null && isThere && !isOver.test(stateOf(state, invitation));
}

function stateOf(all: State, invitation: InvitationRow): string {
  const { state, reason, endingId } = invitation;
  const ending = all.invitations.find(({ id }) => id === endingId);
  if (ending?.kind === 'remove' && ['complete', 'partly'].includes(ending.state)) return 'removed';
  const left = leftAs(all, invitation);
  if (left !== undefined) return left;
  const over = overAs(all, invitation);
  if (over === 'removed') return over;
  if (over === 'kept since' || over === 'gone since') return 'kept';
  if (state === 'rejected' && reason?.code === 'approval timed out') return 'timed out';
  return state === 'cancelled' && reason?.code === 'withdrawn by requester' ? 'withdrawn' : state;
}

/** The access on the card is the access that Graph has now, unless an end or a repair is under way. */
function givenClaims(
  state: State,
  invitation: InvitationRow,
  said: Readonly<Record<string, string | number>>,
): Claim[] {
  const account = accountOf(state, invitation);
  if (account === undefined || !stands(invitation)) return [];
  const { groups, apps, licences } = invitation.access;
  const held = [
    ...groups.map((id) => ({ piece: groupPiece(id), name: groupName(state, id) })),
    ...apps.map((app) => ({ piece: appPiece(app), name: appName(state, app) })),
    ...licences.map((sku) => ({ piece: licencePiece(sku), name: licenceName(state, sku.skuId) })),
  ].filter(({ piece }) => account.held.includes(piece));
  const names = String(said.names ?? '')
    .split(', ')
    .filter((name) => name !== '');
  return [
    {
      what: `how much of the access of request #${invitation.requestId} is given`,
      said: said.given,
      true: held.length,
    },
    {
      what: `what is given of request #${invitation.requestId}`,
      said: names.filter((name) => !held.some((each) => asShown(name, each.name) === each.name)),
      true: [],
    },
  ];
}
