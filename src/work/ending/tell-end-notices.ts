import type { Directory } from '../../graph/directory.ts';
import { lastDay } from '../../guests/ending/end-instant.ts';
import type { Reason } from '../../guests/reason.ts';
import { inTransaction } from '../../store/database.ts';
import {
  type EndNotice,
  markNoticeTold,
  type NoticeGuest,
  noticeGuests,
  noticesToTell,
} from '../../store/endings/end-notices.ts';
import { ownRequester } from '../../store/fragments.ts';
import { readProject } from '../../store/projects.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { type OperatorDeps, operatorsOf, ownersOf } from '../telling/audience.ts';
import { postNotice } from '../telling/tell-people.ts';
import { readLastSeen } from './read-last-seen.ts';

export type TellNoticesDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  OperatorDeps &
  Pick<Directory, 'readSignIns'> & { announcer: Pick<Announcer, 'reachPerson'> };

const perTurn = 20;

/**
 * Tells owners and requesters of ends to come, in one message for each person, project and day. An owner reads of all
 * guests, a requester of their own. A click of an operator means all guests, so an operator who is a requester reads of
 * all. May run twice: it asks for each message once.
 */
export async function tellNotices(deps: TellNoticesDeps): Promise<void> {
  for (const notice of await noticesToTell(deps.db, deps.clock.now(), perTurn)) {
    if (await readLastSeen(deps, notice)) await tellNotice(deps, notice);
  }
}

async function tellNotice(deps: TellNoticesDeps, notice: EndNotice): Promise<void> {
  const project = await readProject(deps.db, notice.projectKey);
  const guests = (await noticeGuests(deps.db, notice.id)).filter(({ open }) => open);
  const owners = new Set(project === undefined ? [] : await ownersOf(deps, project));
  const requesters = new Set(guests.flatMap(({ requesterIds }) => requesterIds));
  requesters.delete(ownRequester);
  const deciders = new Set([...owners, ...(await operatorsOf(deps))]);
  const places: { placeId: number; guests: readonly NoticeGuest[]; as: 'owner' | 'requester' }[] =
    [];
  for (const personId of new Set([...owners, ...requesters])) {
    const teamId = project?.channel?.teamId;
    const placeId = await deps.announcer.reachPerson(notice.tenantId, personId, teamId);
    if (placeId === undefined) {
      deps.log.warn('person not reached', { personId, code: 'access ends soon' });
      continue;
    }
    const as = deciders.has(personId) ? 'owner' : 'requester';
    const own = guests.filter((guest) => as === 'owner' || isToHear(guest, personId));
    places.push({ placeId, guests: own, as });
  }
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    if (!(await markNoticeTold(trx, notice.id, now))) return;
    for (const { placeId, guests: named, as } of places) {
      if (named.length === 0) continue;
      const detail = {
        ...messageOf(project?.name ?? notice.projectKey, named),
        noticeId: notice.id,
        as,
      };
      await postNotice(
        trx,
        { placeId, subjectId: notice.id, topic: `ends ${named.length}`, detail },
        now,
      );
    }
  });
}

/** A requester who lets the access end hears no more of that end. */
const isToHear = ({ requesterIds, wishes }: NoticeGuest, requesterId: string): boolean =>
  requesterIds.includes(requesterId) && wishes.every(({ personId }) => personId !== requesterId);

/** A message holds so many guests. */
const most = 10;

function messageOf(
  project: string,
  guests: readonly NoticeGuest[],
): { listed: Reason[]; unlisted: number } {
  const day = ({ endsAt, endZone }: NoticeGuest) =>
    endsAt === null ? '' : lastDay(endsAt, endZone ?? 'UTC');
  const [first] = guests;
  const values = { project, count: guests.length, day: first === undefined ? '' : day(first) };
  const named = guests.slice(0, most).map((guest): Reason => {
    const { name, address } = guest;
    return { code: 'partner ends', values: { name, address, day: day(guest) } };
  });
  const total: Reason = { code: 'access ends soon', values };
  return { listed: [total, ...named], unlisted: guests.length - named.length };
}
