import { acceptedInGraph, guestIn, nameOf, projectOf } from './alert-facts.ts';
import { type ReadCard, saidAs } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { numberClaims } from './number-truth.ts';
import type { AlertRow, GuestRow, InvitationRow, State } from './read-state.ts';

/** The claims of a digest: names, numbers, project, and the check of the access. */
export function digestClaims(card: ReadCard, state: State, alerts: readonly AlertRow[]): Claim[] {
  const names = alerts.map((alert) => nameOf(state, alert));
  const shown = names.slice(0, 10);
  const progress = saidAs(card, 'digest.progress')?.values;
  const [first] = alerts;
  const project = first === undefined ? '' : projectOf(state, first);
  const missing = alerts.filter(({ access }) => access === 'missing').length;
  return [
    {
      what: 'how many accepted',
      said: saidAs(card, 'digest.title')?.values.count,
      true: alerts.length,
    },
    ...numberClaims(card, { 'rows.show all': alerts.length, 'rows.look through': alerts.length }),
    { what: 'the project', said: asShown(String(progress?.project), project), true: project },
    ...progressClaims(state, first, progress),
    {
      what: 'who accepted',
      said: shown.filter((name) =>
        card.lines.some(({ pieces }) => asShown(pieces[0], name) === name),
      ),
      true: shown,
    },
    {
      what: 'who accepted without an alert',
      said: namedIn(card).filter((said) => !names.some((name) => asShown(said, name) === name)),
      true: [],
    },
    {
      what: 'that they accepted',
      said: alerts.filter((alert) => !acceptedInGraph(state, guestIn(state, alert))).length,
      true: 0,
    },
    {
      what: 'how many lack access',
      said: saidAs(card, 'digest.missing')?.values.count ?? 0,
      true: missing,
    },
  ];
}

/** The names in a digest. A fact has a label with a colon before it. */
const namedIn = ({ lines }: ReadCard): string[] =>
  lines.flatMap(({ pieces: [name = '', about], column }) =>
    about === undefined || column || /:\s*$/.test(name) ? [] : [name],
  );

/** How the project stands at the time of the digest. More may have accepted since. */
function progressClaims(
  state: State,
  first: AlertRow | undefined,
  progress: Readonly<Record<string, unknown>> = {},
): Claim[] {
  const partners = [...state.invitations.filter(isInvite), ...state.alerts].filter(
    ({ projectKey }) => projectKey === first?.projectKey,
  );
  const accepted = new Set(
    partners.flatMap(({ guestId }) => {
      const guest = state.guests.find(({ id }) => id === guestId);
      return guest !== undefined && hasAccepted(state, guest) ? [guest.id] : [];
    }),
  );
  const said = Number(progress.accepted);
  return [
    {
      what: 'how many of the project have accepted',
      said: said <= accepted.size ? accepted.size : said,
      true: accepted.size,
    },
    {
      what: 'how many partners the project has',
      said: progress.total,
      true: said + Number(progress.pending ?? 0),
    },
  ];
}

const isInvite = ({ kind }: InvitationRow) => kind === 'invite';

/** By Graph, or by an alert where Graph has forgotten the account. */
function hasAccepted(state: State, { id, objectId }: GuestRow): boolean {
  const account = state.graph.guests.find((each) => each.id === objectId);
  return account === undefined
    ? state.alerts.some(({ guestId }) => guestId === id)
    : account.changedAt !== null;
}
