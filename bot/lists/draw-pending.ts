import type { Db } from '../../src/store/database.ts';
import type { Sight } from '../../src/store/guests/partners-in-sight.ts';
import { pendingPartners } from '../../src/store/guests/pending-partners.ts';
import { readProject } from '../../src/store/projects.ts';
import { mostPending, pendingCard } from '../cards/pending-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { Viewer } from '../drawing/request-counts.ts';

/**
 * A page of the partners who have not accepted, from this number on. Without a project: of all projects that the person
 * may see.
 */
export type PendingPart = {
  projectKey: string | undefined;
  from: number;
  /** The reader may mail all of the project. */
  mayMailAll: boolean;
};

/**
 * Draws a part of the partners who have not accepted, and says how many there are. Begins again where the list has
 * become shorter than the wanted part.
 */
export async function drawPending(
  db: Db,
  sight: Sight,
  { projectKey, from, mayMailAll }: PendingPart,
  { language, timeZone }: Viewer,
): Promise<{ card: Card; count: number }> {
  const part = { projectKey, offset: from - 1, limit: mostPending };
  const found = await pendingPartners(db, sight, part);
  if (found.length === 0 && from > 1)
    return await drawPending(
      db,
      sight,
      { projectKey, mayMailAll, from: 1 },
      { language, timeZone },
    );
  const names = new Map<string, string>();
  for (const key of new Set(found.map((partner) => partner.projectKey))) {
    names.set(key, (await readProject(db, key))?.name ?? key);
  }
  const partners = found.map(({ projectKey: key, inAll: _, ...partner }) => ({
    ...partner,
    project: names.get(key) ?? key,
  }));
  const count = found[0]?.inAll ?? 0;
  const view = { partners, projectKey, from, count, timeZone, mayMailAll };
  return { card: pendingCard(view, language), count };
}
