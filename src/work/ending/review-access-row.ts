import type { Reason } from '../../guests/reason.ts';
import { type LivingAccess, livingAccess } from '../../store/endings/living-access.ts';
import type { EndFindings, EndGrant } from '../../store/invitations/invitations.ts';
import { namesForGuest } from '../../store/requests/known-names.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';
import { type AccessRow, guestOf, reviewExtension } from './review-extension.ts';
import { reviewGuestEnd } from './review-guest-end.ts';
import { foundRow, type ReviewedEnd, whyNotThere, wrongRow } from './reviewed-end.ts';

/** Reviews one row that ends one guest's access to one project, or moves its end to another day. */
export async function reviewAccessRow(deps: ReviewEndingDeps, of: AccessRow): Promise<ReviewedEnd> {
  const { request, row, account } = of;
  const { address, project: projectKey = '' } = row.partner;
  const meant = await meantBy(deps, of, projectKey);
  if (request.kind === 'extend') return await reviewExtension(deps, of, { meant, projectKey });
  const takes = isUndo(request) ? meant.filter(isUnaccepted) : meant;
  const [first] = takes;
  if (first === undefined) {
    // An undo takes only what nobody has accepted. The rest stays, and is no fault of the row.
    const skipped: Reason = { code: 'accepted since', values: { address } };
    if (meant.length > 0) return { row: row.row, problems: [], skipped };
    const { tenantId, kind } = request;
    const of = { tenantId, kind, address, account, projectKey };
    return wrongRow(row, await whyNotThere(deps.db, of));
  }
  const guestId = await guestOf(deps, first);
  const { decision, promised, projects, deleted } = await reviewGuestEnd(
    deps,
    { guestId, ending: takes },
    of.look,
  );
  const known = await namesForGuest(deps.db, guestId);
  const names = new Map([
    // A group that is gone, or that the bot may not read, keeps the name of an earlier review.
    ...known.toReversed().map(({ id, name }) => [id, name] as const),
    ...(await of.readNames(decision.grants)),
  ]);
  const named = ({ kind, target, detail }: EndGrant | Omit<EndGrant, 'name'>): EndGrant => ({
    kind,
    target,
    detail,
    name: names.get(target) ?? target,
  });
  const findings: EndFindings = {
    takes: decision.grants.flatMap((grant) => (grant.fate === 'take' ? [named(grant)] : [])),
    stays: decision.grants.flatMap((grant) =>
      grant.fate === 'stay' ? [{ ...named(grant), why: withName(grant.why, names) }] : [],
    ),
    account: decision.account,
    promised,
    projects,
    looked: of.look,
    ...(deleted && { deleted }),
  };
  return foundRow(row, first, {
    kind: 'end',
    guestId,
    about: takes.map(({ invitationId }) => invitationId),
    cause: isUndo(request) ? 'undone' : 'asked',
    findings,
  });
}

const withName = (why: Reason, names: ReadonlyMap<string, string>): Reason => {
  const name = names.get(String(why.values?.id ?? ''));
  return name === undefined ? why : { ...why, values: { ...why.values, name } };
};

/**
 * Finds the invitations that a row means, under any address of the account: the invitations of the named request,
 * approval or notice, or of the project.
 */
async function meantBy(
  deps: ReviewEndingDeps,
  { request, account: { addresses, objectId } }: AccessRow,
  projectKey: string,
): Promise<LivingAccess[]> {
  const { about } = request.choice;
  const { tenantId } = request;
  const all = await livingAccess(
    deps.db,
    about === undefined || 'noticeId' in about || 'giveUpId' in about
      ? { tenantId, addresses, objectId, projectKey, nameless: request.kind === 'end' }
      : { tenantId, ...about, addresses, objectId },
  );
  return all.filter((each) => each.projectKey === projectKey);
}

const isUndo = ({ choice: { about } }: RequestRecord): boolean =>
  about !== undefined && 'approvalId' in about;
const isUnaccepted = ({ guestState }: LivingAccess): boolean => guestState !== 'accepted';
