import type { SinceReview } from '../../guests/ending/since-review.ts';
import type { Db } from '../../store/database.ts';
import { knownAccounts } from '../../store/endings/accounts.ts';
import {
  grantsOfGuests,
  grantsOfInvitations,
  needsOf,
  needsThatStay,
} from '../../store/endings/grants-to-take.ts';
import { type LivingAccess, livingAccess } from '../../store/endings/living-access.ts';
import { lockGuestsAndAccounts } from '../../store/guests/guests.ts';
import { accountsNamed } from '../../store/guests/same-account.ts';
import { type InvitationRecord, invitationsOf } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import { promisedEnd } from './promised-end.ts';

/**
 * Says what of the review of an end, an extension or a removal no longer holds in the ledger; empty where all holds.
 * Locks the guests: of two requests that are confirmed at once, the second sees what the first takes.
 */
export async function changedSince(trx: Db, request: RequestRecord): Promise<SinceReview[]> {
  const rows = await invitationsOf(trx, request.id);
  const guestIds = [...new Set(rows.flatMap(({ guestId }) => guestId ?? []))];
  await lockGuestsAndAccounts(trx, guestIds);
  const about = rows.flatMap((row) => row.about);
  const { tenantId } = request;
  const access = await livingAccess(trx, { tenantId, invitationIds: about });
  const living = new Map(access.map((each) => [each.invitationId, each]));
  const since = new Set<SinceReview>();
  const ends = rows.filter(({ kind }) => kind === 'end');
  for (const each of await changedEnds(trx, ends, guestIds)) since.add(each);
  for (const row of rows) {
    for (const each of changedRow(row, living)) since.add(each);
  }
  if (await begunAnew(trx, tenantId, rows)) since.add('access');
  if (await changedProjects(trx, rows)) since.add('projects');
  return [...since];
}

type Row = InvitationRecord;

/** Compares what would be taken now, and what would become of the accounts, with what the review promised. */
async function changedEnds(
  trx: Db,
  rows: readonly Row[],
  guestIds: readonly number[],
): Promise<SinceReview[]> {
  if (rows.length === 0) return [];
  const given = Map.groupBy(
    await grantsOfInvitations(
      trx,
      rows.flatMap(({ about }) => about),
    ),
    ({ invitationId }) => invitationId,
  );
  const known = Map.groupBy(await grantsOfGuests(trx, guestIds), ({ guestId }) => guestId);
  const needs = Map.groupBy(await needsThatStay(trx, guestIds), ({ guestId }) => guestId);
  const accounts = new Map(
    (await knownAccounts(trx, guestIds)).map((account) => [account.guestId, account]),
  );
  const keys = [...new Set(rows.map(({ projectKey }) => projectKey))];
  const projects = await Promise.all(keys.map((key) => readProject(trx, key)));
  const rules = new Map(projects.map((project) => [project?.key, project?.whenOver]));
  return rows.flatMap((row) => {
    const { guestId, about, projectKey, findings } = row;
    if (guestId === null || findings?.promised === undefined) return [];
    const now = promisedEnd({
      ending: new Set(about),
      given: about.flatMap((id) => given.get(id) ?? []),
      known: known.get(guestId) ?? [],
      needs: needs.get(guestId) ?? [],
      account: accounts.get(guestId),
      rules: [rules.get(projectKey) ?? []].flat(),
    });
    const { takes, account } = findings.promised;
    const changed: SinceReview[] = [];
    if (`${takes}` !== `${now.takes}`) changed.push('taken');
    if (account !== now.account) changed.push('account');
    return changed;
  });
}

/** Says whether the row's access has come to an end or has begun to, or whether an undo would find it accepted. */
function changedRow(row: Row, living: ReadonlyMap<number, LivingAccess>): SinceReview[] {
  if (row.kind === 'extend') return changedExtension(row, living);
  if (row.kind !== 'end') return [];
  const gone = row.about.some((id) => !living.has(id));
  const accepted = row.about.some((id) => living.get(id)?.guestState === 'accepted');
  return [
    ...(gone ? (['access'] as const) : []),
    ...(row.cause === 'undone' && accepted ? (['accepted'] as const) : []),
  ];
}

function changedExtension(row: Row, living: ReadonlyMap<number, LivingAccess>): SinceReview[] {
  const found = row.about.flatMap((id) => living.get(id) ?? []).filter(({ lives }) => lives);
  if (found.length < row.about.length) return ['access'];
  const before = row.findings?.ends;
  const now = found.map(({ endsAt }) => endsAt?.toISOString() ?? null);
  return before === undefined || `${before.toSorted()}` === `${now.toSorted()}` ? [] : ['end'];
}

/** True where a row would invite anew somebody who has access again. */
async function begunAnew(trx: Db, tenantId: string, rows: readonly Row[]): Promise<boolean> {
  const anew = rows.filter(({ kind }) => kind === 'invite');
  for (const [projectKey, some] of Map.groupBy(anew, (row) => row.projectKey)) {
    const named = some.map(({ address, foundId }) => ({ address, objectId: foundId }));
    const accounts = await accountsNamed(trx, tenantId, named);
    const addresses = accounts.flatMap((account) => account.addresses);
    const living = await livingAccess(trx, { tenantId, addresses, projectKey });
    if (living.some(({ state, lives }) => state !== 'approved' && lives)) return true;
  }
  return false;
}

/** True where a removal takes somebody out of other projects than the review said. */
async function changedProjects(trx: Db, rows: readonly Row[]): Promise<boolean> {
  const removals = rows.filter(({ kind }) => kind === 'remove');
  if (removals.length === 0) return false;
  const ids = removals.flatMap(({ guestId }) => guestId ?? []);
  const needs = Map.groupBy(await needsOf(trx, ids), ({ guestId }) => guestId);
  return removals.some(({ guestId, findings }) => {
    const now = new Set((needs.get(guestId ?? 0) ?? []).map(({ projectKey }) => projectKey));
    return `${[...now].toSorted()}` !== `${(findings?.projects ?? []).toSorted()}`;
  });
}
