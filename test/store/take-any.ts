import type { Db } from '../../src/store/database.ts';
import type { DueStep } from '../../src/store/steps/steps.ts';
import { takeSteps } from '../../src/store/steps/take-steps.ts';

const lanes = (['gate', 'group', 'single', 'end'] as const).flatMap((lane) =>
  [false, true].map((bulk) => ({ lane, bulk })),
);

/** Takes due steps of all kinds, up to `limit` of each. */
export function takeAny(
  db: Db,
  { name, limit, now }: { name: string; limit: number; now: Date },
): Promise<DueStep[]> {
  const room = lanes.map((lane) => ({ ...lane, steps: limit }));
  return takeSteps(db, { name, room, leaseUntil: new Date(now.getTime() + 12_000) }, now);
}
