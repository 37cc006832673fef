import type { Directory, PeopleFound } from '../../graph/directory.ts';
import type { Found } from '../../guests/plan.ts';
import { readGuid } from '../../guests/text/guid.ts';
import type { Db } from '../../store/database.ts';
import { removedBefore } from '../../store/endings/accounts.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';

/** The people found for a list, by the name that the list gives them. */
export type PeopleOfList = {
  living: ReadonlyMap<string, Found>;
  deleted: ReadonlyMap<string, Found>;
  /** The bot removed them so long ago that nobody can restore them. */
  longGone: ReadonlySet<string>;
};

type Deps = { db: Db } & Pick<
  Directory,
  'findPeople' | 'findByIds' | 'findDeletedPeople' | 'findDeletedByIds' | 'readTenant'
>;

/**
 * Finds the people whom a list names, by address, sign-in name or object id: living ones for a removal, deleted ones
 * for a restoration. `restorableSince`: nobody can restore what was removed before.
 */
export async function peopleOfList(
  deps: Deps,
  { request, rows }: { request: RequestRecord; rows: readonly RequestRow[] },
  restorableSince: Date,
): Promise<PeopleOfList> {
  const said = [...new Set(rows.map(({ partner }) => partner.address))];
  const ids = said.filter((each) => readGuid(each) !== undefined);
  const addresses = said.filter((each) => readGuid(each) === undefined);
  const nobody: PeopleOfList = {
    living: new Map(),
    deleted: new Map(),
    longGone: new Set(),
  };
  if (request.kind === 'remove') {
    const living = new Map([
      ...(addresses.length > 0 ? await deps.findPeople(addresses) : []),
      ...(await byIds(ids, deps.findByIds)),
    ]);
    return { ...nobody, living };
  }
  const { initialDomain } = await deps.readTenant();
  const gone =
    addresses.length > 0 ? await deps.findDeletedPeople(addresses, initialDomain) : new Map();
  const deleted = new Map([
    ...(gone === 'not readable' ? [] : gone),
    ...(await byIds(ids, deps.findDeletedByIds)),
  ]);
  const missing = { tenantId: request.tenantId, named: said.filter((each) => !deleted.has(each)) };
  const longGone = await removedBefore(deps.db, missing, restorableSince);
  return { ...nobody, deleted, longGone };
}

/** Finds people by the ids that a list names, and keys them as the list writes them. */
async function byIds(
  said: readonly string[],
  find: (ids: readonly string[]) => Promise<PeopleFound>,
): Promise<[string, Found][]> {
  if (said.length === 0) return [];
  const idOf = (text: string) => readGuid(text) ?? text;
  const found = await find(said.map(idOf));
  return said.flatMap((text) => {
    const person = found.get(idOf(text));
    return person === undefined ? [] : [[text, person] as [string, Found]];
  });
}
