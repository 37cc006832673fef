import type { Db } from '../../src/store/database.ts';
import type { DueStep } from '../../src/store/steps/steps.ts';
import { takeSteps } from '../../src/store/steps/take-steps.ts';

const giving = ['gate', 'group', 'single'] as const;
const everyLane = [...giving, 'end'] as const;

/** Takes due steps of all kinds that give access, up to `limit` of each lane. `ends`: those of the lane of ends too. */
export function takeAny(
  db: Db,
  { name, limit, now, ends = false }: { name: string; limit: number; now: Date; ends?: boolean },
): Promise<DueStep[]> {
  const room = (ends ? everyLane : giving).flatMap((lane) =>
    [false, true].map((bulk) => ({ lane, bulk, steps: limit })),
  );
  return takeSteps(db, { name, room, leaseUntil: new Date(now.getTime() + 12_000) }, now);
}
