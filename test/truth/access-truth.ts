import { applications } from '../sandbox/seed.ts';
import { factsOf, type Spoken } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import { readAs } from './phrasebook.ts';
import type { InvitationRow, State } from './read-state.ts';

/** A group, application or licence with Graph's name. A card shows the id when the bot may not read the name. */
type Piece = { id: string; name: string };
type Named = Record<'groups' | 'applications' | 'licences', Piece[]>;

/** The access that all of these rows get, by Graph's names. */
export function accessOfAll(state: State, rows: readonly Pick<InvitationRow, 'access'>[]): Named {
  const all = rows.map(({ access }) => access);
  const groups = all[0]?.groups.filter((id) => all.every((each) => each.groups.includes(id))) ?? [];
  const apps =
    all[0]?.apps.filter((app) =>
      all.every((each) => each.apps.some((other) => sameApp(app, other))),
    ) ?? [];
  const licences =
    all[0]?.licences.filter(({ skuId }) =>
      all.every((each) => each.licences.some((other) => other.skuId === skuId)),
    ) ?? [];
  return {
    groups: groups.map((id) => ({ id, name: groupName(state, id) })),
    applications: apps.map((app) => ({ id: app.servicePrincipalId, name: appName(state, app) })),
    licences: licences.map(({ skuId: id }) => ({ id, name: licenceName(state, id) })),
  };
}

type App = InvitationRow['access']['apps'][number];

const sameApp = (a: App, b: App) =>
  a.servicePrincipalId === b.servicePrincipalId && a.appRoleId === b.appRoleId;

export const groupName = (state: State, id: string): string =>
  state.graph.groups.find((group) => group.id === id)?.name ?? id;

export const licenceName = (state: State, id: string): string =>
  state.graph.licences.find((licence) => licence.id === id)?.name ?? id;

/** An application with its role, such as `Atlas Portal (Reader)`. */
export function appName(state: State, { servicePrincipalId, appRoleId }: App): string {
  const name =
    state.graph.applications.find(({ id }) => id === servicePrincipalId)?.name ??
    servicePrincipalId;
  const role = Object.values(applications)
    .flatMap(({ roles }): readonly { id: string; name: string }[] => roles)
    .find(({ id }) => id === appRoleId);
  return role === undefined ? name : `${name} (${role.name})`;
}

/** The lines about groups, applications and licences of one project. */
export function accessClaims(card: Spoken, named: Named, of: string): Claim[] {
  return (['groups', 'applications', 'licences'] as const).map((kind) => ({
    what: `the ${kind} of ${of}`,
    ...namesIn(card, factsOf(card, `access.${kind}`)[0], named[kind]),
  }));
}

/** Compares the names in a line in any order. For a long list: the shown names and the number of all. */
function namesIn({ language }: Spoken, line: string | undefined, pieces: readonly Piece[]) {
  const truth = pieces.map(({ name }) => name);
  const names = line === undefined ? [] : line.split(', ');
  const more = Number(readAs(language, names.at(-1) ?? '', 'rows.more')?.values.count ?? 0);
  const shown = more > 0 ? names.slice(0, -1) : names;
  const known = shown.map(
    (said) => pieces.find(({ id, name }) => said === id || asShown(said, name) === name)?.name,
  );
  const said = shown.map((name, index) => known[index] ?? name).toSorted();
  return more > 0
    ? {
        said: { names: said, count: said.length + more },
        true: { names: known.flatMap((name) => name ?? []).toSorted(), count: truth.length },
      }
    : { said, true: truth.toSorted() };
}
