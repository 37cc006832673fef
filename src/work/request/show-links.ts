import type { Directory } from '../../graph/directory.ts';
import { putBackLinks, takeLinks, type Unlinked } from '../../store/invitations/links.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Pacer } from '../ledger/pacer.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type RedeemLinkDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'readPerson' | 'redeemLink'> & { pacer: Pacer };

export type ShownLink = { name: string; address: string; link: string };
export type LinksShown =
  | { kind: 'shown'; links: readonly ShownLink[] }
  /** Somebody saw the links before, or the partners have accepted. */
  | { kind: 'none' }
  /** Graph gave none now. The requester can ask again. */
  | { kind: 'later' };

/** It shows so many at a time: a person sends each by hand. */
const most = 5;

/**
 * Gets the next links of a request for its requester. Marks them as shown before it reads them, and unmarks links that
 * it could not read. The links are in the answer and nowhere else.
 */
export async function showLinks(deps: RedeemLinkDeps, requestId: number): Promise<LinksShown> {
  const taken = await takeLinks(deps.db, requestId, most, deps.clock.now());
  if (taken.length === 0) return { kind: 'none' };
  const ends = await Promise.allSettled(taken.map((each) => readLink(deps, each)));
  const read = taken.map((each, n) => {
    const end = ends[n];
    return { each, end: end?.status === 'fulfilled' ? end.value : ('later' as const) };
  });
  const unread = read.filter(({ end }) => end === 'later').map(({ each }) => each.invitationId);
  if (unread.length > 0) await putBackLinks(deps.db, unread);
  const links = read.flatMap(({ each: { name, address }, end }) =>
    typeof end === 'string' ? [] : [{ name, address, link: end.link }],
  );
  // The answer to the click reaches one client. The message itself must not offer the links again either.
  await redraw(deps.db, { kind: 'request', id: requestId }, deps.clock.now());
  deps.log.info('links shown', { requestId, shown: links.length, unread: unread.length });
  if (links.length > 0) return { kind: 'shown', links };
  return { kind: unread.length > 0 ? 'later' : 'none' };
}

async function readLink(
  deps: RedeemLinkDeps,
  { objectId, address, redirectUrl }: Unlinked,
): Promise<{ link: string } | 'later' | 'gone'> {
  // Graph would make a guest who is gone anew, without the owners and without the access.
  const person = await deps.readPerson(objectId);
  if (person?.externalUserState !== 'PendingAcceptance') return 'gone';
  if (!(await deps.pacer.permit(['invitation', 'write'], 'person'))) return 'later';
  const call = deps.redeemLink({ address, redirectUrl });
  const answer = await call.finally(() => deps.pacer.over());
  await deps.pacer.heed('invitation', answer);
  return answer.kind === 'done' ? { link: answer.value.link } : 'later';
}
