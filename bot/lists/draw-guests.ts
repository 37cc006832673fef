import { lastDay } from '../../src/guests/ending/end-instant.ts';
import type { Project } from '../../src/guests/project/project.ts';
import { dayMs } from '../../src/guests/times/spans.ts';
import type { Db } from '../../src/store/database.ts';
import {
  countNameless,
  type GuestFilter,
  listProjectGuests,
  type ProjectGuest,
  type ProjectGuests,
} from '../../src/store/guests/project-guests.ts';
import { guestsCard, mostGuests } from '../cards/guests-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { ViewerNow } from '../drawing/request-counts.ts';

const soonMs = 30 * dayMs;

type Wanted = { tenantId: string; project: Project; filter: GuestFilter };

/** The guests that a filter means now. */
export const guestsOf = ({ tenantId, project, filter }: Wanted, now: Date): ProjectGuests => ({
  tenantId,
  projectKey: project.key,
  filter,
  endsBefore: new Date(now.getTime() + soonMs),
});

/** Draws a part of a project's guests. Begins again where the list has become shorter than the wanted part. */
export async function drawGuests(
  db: Db,
  wanted: Wanted,
  from: number,
  viewer: ViewerNow,
): Promise<Card> {
  const part = { offset: from - 1, limit: mostGuests };
  const found = await listProjectGuests(db, guestsOf(wanted, viewer.now), part);
  if (found.length === 0 && from > 1) return await drawGuests(db, wanted, 1, viewer);
  const { language, timeZone } = viewer;
  const { project, filter } = wanted;
  const guests = found.map((guest) => ({ ...guest, ...daysOf(guest, timeZone) }));
  const count = found[0]?.inAll ?? 0;
  const nameless = filter === 'all' ? await countNameless(db, guestsOf(wanted, viewer.now)) : 0;
  return guestsCard(
    { projectKey: project.key, project: project.name, filter, guests, from, count, nameless },
    language,
  );
}

/** The days (YYYY-MM-DD) since and until which a guest has access. */
export const daysOf = (
  { since, endsAt, endZone }: Pick<ProjectGuest, 'since' | 'endsAt' | 'endZone'>,
  timeZone: string,
) => ({
  since: since === null ? undefined : lastDay(new Date(since.getTime() + 1), timeZone),
  until: endsAt === null ? undefined : lastDay(endsAt, endZone ?? 'UTC'),
});
