import { mayDo } from '../../guests/rights.ts';
import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../../store/database.ts';
import {
  type AccessOf,
  type LivingAccess,
  livingAccess,
  type Standing,
  standingOf,
} from '../../store/endings/living-access.ts';
import { noticeAccess } from '../../store/endings/notice-answers.ts';
import { readProject } from '../../store/projects.ts';
import { whyNone } from '../ending/reviewed-end.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import { type AskedLine, noneIn } from './asked-line.ts';
import type { EndingWish } from './ending-wish.ts';

/** All access of one request, one approval or one notice. */
export type AccessWish = Extract<
  EndingWish,
  { requestId: unknown } | { approvalId: unknown } | { noticeId: unknown }
>;

/**
 * A line for each guest and project whose access this person may end. Of a request also a line for each partner with
 * nothing to end, which says why.
 */
export async function linesOfAccess(
  trx: Db,
  who: Who & { rights: Rights },
  wish: AccessWish,
): Promise<AskedLine[]> {
  const living = await accessOf(trx, who, wish);
  const { tenantId } = who;
  const isOne = 'requestId' in wish;
  const standing = isOne ? await standingOf(trx, { tenantId, requestId: wish.requestId }) : [];
  const action = wish.kind === 'extend' ? 'ask extension' : 'revoke';
  const sees = await sightOf(trx, { who, action }, [...living, ...standing]);
  const seen = living.filter(sees);
  const none = nothingToEnd(standing.filter(sees), { kind: wish.kind, living: seen });
  return [...oncePerProject(seen), ...none];
}

async function accessOf(
  trx: Db,
  { tenantId, personId }: Who,
  wish: AccessWish,
): Promise<LivingAccess[]> {
  if ('noticeId' in wish)
    return await noticeAccess(trx, { tenantId, noticeId: wish.noticeId }, personId);
  const of: AccessOf =
    'requestId' in wish
      ? { tenantId, requestId: wish.requestId }
      : { tenantId, approvalId: wish.approvalId };
  return await livingAccess(trx, of);
}

type Claim = Pick<LivingAccess, 'projectKey' | 'requesterId' | 'askedFirstBy'>;
/** Tells which access somebody may see: what they asked for, and that of own projects; an operator sees all. */
async function sightOf(
  trx: Db,
  { who, action }: { who: Who & { rights: Rights }; action: 'ask extension' | 'revoke' },
  all: readonly Claim[],
): Promise<(claim: Claim) => boolean> {
  const owned = new Set<string>();
  for (const key of new Set(all.map(({ projectKey }) => projectKey))) {
    const project = await readProject(trx, key);
    if (project !== undefined && who.rights.owns(project)) owned.add(key);
  }
  return ({ projectKey, requesterId, askedFirstBy }) =>
    mayDo(action, who.rights, {
      requester: requesterId === who.personId || askedFirstBy === who.personId,
      owner: owned.has(projectKey),
    });
}

/**
 * Why something of a request cannot end, partner by partner: it is over, was not given yet, or came to nothing. Nothing
 * where all of it came to nothing. `living`: what can end.
 */
function nothingToEnd(
  all: readonly Standing[],
  { kind, living }: { kind: RequestKind; living: readonly LivingAccess[] },
): AskedLine[] {
  const told = new Set(living.map(keyOf));
  const isSaid = living.length > 0 || all.some((each) => whyNone(each, kind) !== undefined);
  return all.flatMap((standing): AskedLine[] => {
    const { address, projectKey: project, state } = standing;
    if (address === '' || state === 'skipped' || told.has(keyOf(standing))) return [];
    const why = whyNone(standing, kind) ?? (isSaid ? noneIn(address, project) : undefined);
    if (why === undefined) return [];
    told.add(keyOf(standing));
    return [{ address, project, problems: [why] }];
  });
}

const keyOf = (each: { projectKey: string; address: string }) =>
  `${each.projectKey} ${each.address}`;

function oncePerProject(all: readonly LivingAccess[]): AskedLine[] {
  const lines = new Map<string, AskedLine>();
  for (const { address, objectId, projectKey: project } of all) {
    const key = `${project} ${objectId ?? address}`;
    if (!lines.has(key)) lines.set(key, { address, project });
  }
  return [...lines.values()];
}
