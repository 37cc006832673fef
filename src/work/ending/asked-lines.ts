import type { PartnerRow } from '../../guests/list/partner-row.ts';
import type { Reason } from '../../guests/reason.ts';
import { mayDo } from '../../guests/rights.ts';
import type { RequestKind } from '../../guests/step.ts';
import { whyNoMail } from '../../guests/times/mail-again.ts';
import type { Db } from '../../store/database.ts';
import {
  type AccessOf,
  askedForBy,
  type LivingAccess,
  livingAccess,
  type Standing,
  standingOf,
} from '../../store/endings/living-access.ts';
import { noticeAccess } from '../../store/endings/notice-answers.ts';
import { accountsNamed } from '../../store/guests/same-account.ts';
import { readProject } from '../../store/projects.ts';
import type { Choice } from '../../store/requests/requests.ts';
import { partnersToMail } from '../mailing/review-resend.ts';
import { mayMailAll } from '../rights/may-mail-all.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { EndingWish } from './ending-wish.ts';
import { whyNone } from './reviewed-end.ts';

/** One line of a draft that ends something: it names whose access or account. */
export type AskedLine = Pick<PartnerRow, 'address'> &
  Partial<Pick<PartnerRow, 'line' | 'cells' | 'project' | 'problems'>>;

/** The lines of the draft, and what its request is about. */
type Asked = { lines: readonly AskedLine[]; choice: Choice };

/** The lines of a wish that this person may end, extend, remove or restore. Undefined where they may not. */
export async function askedLines(
  trx: Db,
  who: Who & { rights: Rights },
  wish: EndingWish,
  now: Date,
): Promise<Asked | undefined> {
  if ('people' in wish) {
    if (!mayDo(wish.kind, who.rights, { requester: false, owner: false })) return undefined;
    const lines = wish.people.map(({ line, said, cells }) => ({
      address: said,
      line,
      cells: cells ?? [said],
    }));
    return { lines, choice: {} };
  }
  if (wish.kind === 'resend') return await mailLines(trx, who, wish, now);
  const choice = choiceOf(wish);
  if ('addresses' in wish) {
    const may = await mayEndIn(trx, who, wish);
    if (may === 'nobody') return undefined;
    const { addresses, projectKey: project } = wish;
    const lines = addresses.map((address) => {
      const isTheirs = may === 'everybody' || may.has(address);
      return isTheirs ? { address, project } : notTheirs(address, project);
    });
    return { lines, choice };
  }
  const living = await accessOf(trx, who, wish);
  const { tenantId } = who;
  const isOne = 'requestId' in wish;
  const standing = isOne ? await standingOf(trx, { tenantId, requestId: wish.requestId }) : [];
  const action = wish.kind === 'extend' ? 'ask extension' : 'revoke';
  const sees = await sightOf(trx, { who, action }, [...living, ...standing]);
  const seen = living.filter(sees);
  const none = nothingToEnd(standing.filter(sees), { kind: wish.kind, living: seen });
  return { lines: [...oncePerProject(seen), ...none], choice };
}

/** Everybody to whom the mail may go again. */
async function mailLines(
  trx: Db,
  who: Who & { rights: Rights },
  { projectKey }: Extract<EndingWish, { kind: 'resend' }>,
  now: Date,
): Promise<Asked | undefined> {
  const project = await readProject(trx, projectKey);
  if (project === undefined || !mayMailAll(who.rights, project)) return undefined;
  const partners = await partnersToMail(trx, { tenantId: who.tenantId, projectKey });
  const going = partners.filter((partner) => whyNoMail(partner, now) === undefined);
  return {
    lines: going.map(({ address }) => ({ address, project: projectKey })),
    choice: { project: projectKey },
  };
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

type AccessWish = Exclude<EndingWish, { people: unknown } | { kind: 'resend' }>;

function choiceOf(wish: AccessWish): Choice {
  const until = wish.kind === 'extend' ? { until: wish.until } : {};
  if ('requestId' in wish) return { about: { requestId: wish.requestId } };
  if ('approvalId' in wish) return { about: { approvalId: wish.approvalId } };
  if ('noticeId' in wish) return { ...until, about: { noticeId: wish.noticeId } };
  return { ...until, project: wish.projectKey };
}

async function accessOf(
  trx: Db,
  { tenantId, personId }: Who,
  wish: Exclude<AccessWish, { addresses: unknown }>,
): Promise<LivingAccess[]> {
  if ('noticeId' in wish)
    return await noticeAccess(trx, { tenantId, noticeId: wish.noticeId }, personId);
  const of: AccessOf =
    'requestId' in wish
      ? { tenantId, requestId: wish.requestId }
      : { tenantId, approvalId: wish.approvalId };
  return await livingAccess(trx, of);
}

/** The same words for somebody else's guest as for nobody's. */
const notTheirs = (address: string, project: string): AskedLine => ({
  address,
  project,
  problems: [noneIn(address, project)],
});

const noneIn = (address: string, project: string): Reason => ({
  code: 'guest not in project',
  values: { address, project },
});

/**
 * Finds the partners whose access to the project this person may end. For a requester who asks the owners to extend:
 * their own guests.
 */
async function mayEndIn(
  trx: Db,
  who: Who & { rights: Rights },
  wish: Extract<EndingWish, { addresses: unknown }>,
): Promise<'everybody' | 'nobody' | ReadonlySet<string>> {
  const project = await readProject(trx, wish.projectKey);
  if (project === undefined) return 'nobody';
  const owner = who.rights.owns(project);
  if (mayDo('revoke', who.rights, { requester: false, owner })) return 'everybody';
  const mayAsk = mayDo('ask extension', who.rights, { requester: true, owner });
  if (wish.kind === 'end' || !mayAsk) return 'nobody';
  // Also those whose access ends or is over: the review then says so, or the owners decide.
  const { tenantId, personId: requesterId } = who;
  const named = wish.addresses.map((address) => ({
    address,
    objectId: wish.accounts?.get(address) ?? null,
  }));
  const people = await accountsNamed(trx, tenantId, named);
  const { projectKey } = wish;
  const own = await askedForBy(trx, { tenantId, requesterId, people, projectKey });
  return own.size === 0 ? 'nobody' : own;
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
