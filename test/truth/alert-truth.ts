import { appName, groupName, licenceName } from './access-truth.ts';
import { acceptedInGraph, guestIn, inChannel, nameOf, projectOf } from './alert-facts.ts';
import { factsOf, type ReadCard, saidIn } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { digestClaims } from './digest-truth.ts';
import { momentAsShown } from './end-truth.ts';
import { accountOf, appPiece, groupPiece, licencePiece, stands } from './held-truth.ts';
import { wording } from './phrasebook.ts';
import type { AlertRow, InvitationRow, State } from './read-state.ts';

/** The claims of an alert or a digest: names, project, time, and the check of the access. */
export function alertClaims(card: ReadCard, state: State): Claim[] {
  const alerts = alertsOf(card, state);
  const [first] = alerts;
  if (first === undefined) return [];
  return alerts.length === 1 ? oneClaims(card, state, first) : digestClaims(card, state, alerts);
}

/** Several people may have asked for the same guest: the alert names one of them. */
function requesterClaim(card: ReadCard, state: State, { guestId, projectKey }: AlertRow): Claim {
  const numbers = state.invitations
    .filter((each) => each.guestId === guestId && each.projectKey === projectKey)
    .map(({ requestId }) => requestId);
  const names = state.requests
    .filter(({ id }) => numbers.includes(id))
    .map(({ requesterName }) => requesterName);
  const [said = ''] = factsOf(card, 'label.asked by');
  const known = names.find((name) => asShown(said, name) === name);
  return { what: 'who asked', said, true: known === undefined ? (names[0] ?? '') : said };
}

function alertsOf({ kind, subjectId }: ReadCard, { alerts, copies }: State): AlertRow[] {
  if (kind === 'alert') return alerts.filter(({ id }) => id === subjectId);
  const own = copies.filter(({ digestId }) => digestId === subjectId).map(({ alertId }) => alertId);
  return alerts.filter(({ id }) => own.includes(id));
}

function oneClaims(card: ReadCard, state: State, alert: AlertRow): Claim[] {
  const guest = guestIn(state, alert);
  const name = nameOf(state, alert);
  const accepted = ['alert.accepted', 'alert.accepted again'].map((key) =>
    wording(card.language, key),
  );
  const line = card.lines.find(({ pieces }) => accepted.includes(pieces.at(-1) ?? ''));
  const organisation = guest?.organisation ?? '';
  const project = projectOf(state, alert);
  // An alert is about one acceptance, with the name at that time. The guest may since have accepted again, or changed
  // the name.
  const isLast = !state.alerts.some(
    (later) =>
      later.id > alert.id &&
      later.guestId === alert.guestId &&
      later.projectKey === alert.projectKey,
  );
  const invited =
    state.invitations.find(({ id }) => id === alert.invitationId)?.displayName ?? name;
  const named = line?.pieces[0];
  const when = guest?.stateChangedAt ?? alert.createdAt;
  return [
    {
      what: 'who accepted',
      said: asShown(named, inChannel(invited)) === inChannel(invited) ? name : asShown(named, name),
      true: name,
    },
    {
      what: 'of which organisation',
      said: asShown(
        line?.pieces.length === 3 ? line.pieces[1]?.replace(/^ \(|\)$/g, '') : '',
        organisation,
      ),
      true: organisation,
    },
    requesterClaim(card, state, alert),
    { what: 'that the guest accepted', said: true, true: acceptedInGraph(state, guest) },
    {
      what: 'the project',
      said: asShown(factsOf(card, 'label.project')[0], project),
      true: project,
    },
    ...(isLast
      ? [{ what: 'when', ...momentAsShown(card, factsOf(card, 'label.when')[0], when) }]
      : []),
    ...checkClaims(card, alert),
    ...givenClaims(card, state, alert),
  ];
}

/** The claim about the result of the access check. */
function checkClaims(card: ReadCard, { access, invitationId }: AlertRow): Claim[] {
  const said = saidIn(card, 'alert.access.')[0]?.key.slice('alert.access.'.length);
  if (invitationId === null || said === undefined) return [];
  return [{ what: 'the result of the access check', said, true: access }];
}

/** The claim that the bot gave every group and application on the card. */
function givenClaims(card: ReadCard, state: State, { guestId, projectKey }: AlertRow): Claim[] {
  const invitations = state.invitations.filter(
    (each) => each.guestId === guestId && each.projectKey === projectKey,
  );
  const done = state.steps.filter(
    (step) => step.state === 'done' && invitations.some(({ id }) => id === step.invitationId),
  );
  const given = (kind: string, id: string) =>
    done.some((step) => step.kind === kind && step.target === id);
  const held = heldNow(state, invitations);
  const known = invitations.flatMap(({ access }) => [
    ...access.groups
      .filter((id) => given('group', id) && held(groupPiece(id)))
      .map((id) => groupName(state, id)),
    ...access.apps
      .filter((app) => given('app', app.servicePrincipalId) && held(appPiece(app)))
      .map((app) => appName(state, app)),
    ...access.licences
      .filter((licence) => given('licence', licence.skuId) && held(licencePiece(licence)))
      .map(({ skuId }) => licenceName(state, skuId)),
  ]);
  const said = ['access.groups', 'access.applications', 'access.licences']
    .flatMap((key) => factsOf(card, key)[0]?.split(', ') ?? [])
    .filter((name) => !/^\D+\d+ \D+$/.test(name));
  return [
    {
      what: "the guest's access",
      said: said.filter((name) => !known.some((each) => asShown(name, each) === each)),
      true: [],
    },
  ];
}

/** Whether Graph has a piece now. Where an end took it since, or the account is gone, what was given counts. */
function heldNow(state: State, invitations: readonly InvitationRow[]): (piece: string) => boolean {
  const [first] = invitations;
  const account = first && accountOf(state, first);
  if (account === undefined || !invitations.every(stands)) return () => true;
  return (piece) => account.held.includes(piece);
}
