import { endInstant } from '../../guests/ending/end-instant.ts';
import { noticeTimes } from '../../guests/ending/notice-times.ts';
import { endingDefaults } from '../../guests/project/ending-defaults.ts';
import type { Db } from '../../store/database.ts';
import { type KnownEnd, knownEnds, storeEnds } from '../../store/endings/ends.ts';
import { readProject } from '../../store/projects.ts';

/**
 * Computes when the access of these invitations ends, as far as their terms say so by now, and when the bot sends the
 * next notice of it.
 */
export async function computeEnds(
  trx: Db,
  invitationIds: readonly number[],
  now: Date,
): Promise<void> {
  if (invitationIds.length === 0) return;
  const known = await knownEnds(trx, invitationIds);
  if (known.length === 0) return;
  const keys = [...new Set(known.map(({ projectKey }) => projectKey))];
  const projects = await Promise.all(keys.map((key) => readProject(trx, key)));
  const reminders = new Map(
    keys.map((key, n) => [key, projects[n]?.remindBefore ?? endingDefaults.remindBefore]),
  );
  await storeEnds(
    trx,
    known.map((end) => {
      const endsAt = endOf(end);
      const remindBefore = reminders.get(end.projectKey) ?? [];
      const noticeAt = endsAt === null ? null : nextNotice({ ...end, endsAt }, remindBefore, now);
      return { invitationId: end.invitationId, endsAt, noticeAt };
    }),
  );
}

function endOf({ endsOn, expiresAfter, endZone, completedAt }: KnownEnd): Date | null {
  const terms = {
    until: endsOn ?? undefined,
    expiresAfter: expiresAfter ?? undefined,
    timeZone: endZone ?? 'UTC',
  };
  return endInstant(terms, completedAt);
}

type Ending = Pick<KnownEnd, 'endZone' | 'endFixedAt' | 'completedAt' | 'endedAt'> & {
  endsAt: Date;
};

/** The first notice that lies ahead. None comes before the access began, nor before Confirm fixed this end. */
export function nextNotice(
  { endsAt, endZone, endFixedAt, completedAt, endedAt }: Ending,
  remindBefore: readonly string[],
  now: Date,
): Date | null {
  const began = completedAt ?? endedAt ?? now;
  const from = endFixedAt !== null && endFixedAt > began ? endFixedAt : began;
  const times = noticeTimes({ end: endsAt, from, remindBefore, timeZone: endZone ?? 'UTC' });
  return times.find((at) => at >= now) ?? null;
}
