import { sql } from 'kysely';
import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { ownRequester } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { distinct, first, one } from '../statement.ts';
import type { Choice } from './requests.ts';

type Wanted = { tenantId: string; kind: RequestKind; choice: Choice };
type Asker = { personId: string; name: string };

/** Inserts a request of a list that needs no review: nobody confirms it any more. */
const insert = ({ tenantId, kind, choice }: Wanted, by: Asker, name: string | null, now: Date) => {
  const layout = { dialect: 'typed', delimiter: ',', preamble: [], header: ['email'] };
  return sql`
    insert into request (tenant_id, requester_id, requester_name, source, kind, choice, layout, review, state, version, created_at,
      read_at, confirmed_at, bulk, automatic)
    values (${tenantId}, ${by.personId}, ${by.name}, 'list', ${kind}, ${JSON.stringify(choice)},
      ${JSON.stringify(layout)}, '{"access": [], "warnings": []}', 'confirmed', 1, ${now}, ${now}, ${now}, true, ${name})`;
};

/** Makes a request of somebody whose click said all that there is to say. */
export async function insertConfirmed(
  db: Db,
  request: Wanted & { by: Asker },
  now: Date,
): Promise<number> {
  const { id } = await one(db)<{
    id: number;
  }>`${insert(request, request.by, null, now)} returning id`;
  return id;
}

const reopening = moving('request', ['done'], 'confirmed');

/** A request that the bot makes by itself, under a name. */
type Automatic = Omit<Wanted, 'choice'> & { name: string; projectKey: string | null };
type Opened = { id: number; isNew: boolean };

const insertAutomatic = ({ name, projectKey, ...request }: Automatic, now: Date) => {
  const choice = projectKey === null ? {} : { project: projectKey };
  return insert({ ...request, choice }, { personId: ownRequester, name: 'Guestlist' }, name, now);
};

/**
 * Begins, or reopens, the one confirmed request of this name that the bot makes by itself. Locks it until the
 * transaction ends. An earlier cancel stopped only what there was then.
 */
export async function openAutomatic(db: Db, request: Automatic, now: Date): Promise<Opened> {
  return await one(db)`
    ${insertAutomatic(request, now)}
    on conflict (automatic) do update set state = ${reopening.to}, ended_at = null, cancelled_at = null, cancelled_by = null
    returning id, xmax = 0 as is_new`;
}

/** The same, but undefined where somebody has cancelled this request: the cancel holds for what would join it, too. */
export async function openUncancelled(
  db: Db,
  request: Automatic,
  now: Date,
): Promise<Opened | undefined> {
  return await first(db)`
    ${insertAutomatic(request, now)}
    on conflict (automatic) do update set state = ${reopening.to}, ended_at = null where request.cancelled_at is null
    returning id, xmax = 0 as is_new`;
}

/** The names, among these names of requests that the bot made by itself, whose request somebody has cancelled. */
export async function cancelledAmong(db: Db, names: readonly string[]): Promise<Set<string>> {
  return await distinct(db)`
    select automatic from request where automatic = any(${names}::text[]) and cancelled_at is not null`;
}
