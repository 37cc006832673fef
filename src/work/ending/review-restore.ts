import { decideAccount } from '../../guests/ending/decide-account.ts';
import { lastDay } from '../../guests/ending/end-instant.ts';
import type { Found } from '../../guests/plan.ts';
import { type ComingBack, comingBack } from '../../store/endings/account-back.ts';
import { knownAccount } from '../../store/endings/accounts.ts';
import type { EndFindings } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';

/** The parts that come back with a deleted account: whether it is blocked, which access, and what the bot then does. */
export async function findComingBack(
  { db }: Pick<ReviewEndingDeps, 'db'>,
  { guestId, found }: { guestId: number; found: Pick<Found, 'accountEnabled'> },
  now: Date,
): Promise<Pick<EndFindings, 'blocked' | 'back' | 'account'>> {
  const known = await knownAccount(db, guestId);
  const ours = (known?.blockedAt ?? null) !== null;
  const blocked = ours ? 'by us' : found.accountEnabled ? undefined : 'by others';
  const all = await comingBack(db, guestId, now);
  const over = all.filter((each) => each.over);
  const keys = [...new Set(over.map(({ projectKey }) => projectKey))];
  const projects = await Promise.all(keys.map((key) => readProject(db, key)));
  const account = decideAccount(
    {
      userType: 'Guest',
      made: known?.madeByUs === true ? 'by us' : 'not by us',
      state: blocked === undefined ? 'enabled' : ours ? 'blocked by us' : 'blocked by others',
      directoryRole: 'no',
      isOperator: false,
      live: all.flatMap((each) => (each.over ? [] : [each.invitationId])),
    },
    new Set(),
    projects.flatMap((project) => project?.whenOver ?? []),
  );
  return {
    ...(blocked === undefined ? {} : { blocked }),
    back: onePerProject(all),
    // A blocked account stays so: the card says that it comes back blocked.
    ...(account.fate === 'keep' || blocked !== undefined ? {} : { account }),
  };
}

/** The access to each project, with its last end. Access to a project is over once all of it is. */
function onePerProject(all: readonly ComingBack[]): NonNullable<EndFindings['back']> {
  return [...Map.groupBy(all, ({ projectKey }) => projectKey)].map(([project, some]) => {
    const open = some.filter(({ over }) => !over);
    const counted = open.length > 0 ? open : some;
    const days = counted.map(({ endsAt, endZone }) =>
      endsAt === null ? null : lastDay(endsAt, endZone ?? 'UTC'),
    );
    const endsOn = days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
    return { project, endsOn, over: open.length === 0 };
  });
}
