import { dayFromNow } from '../journeys/day-from-now.ts';
import type { EndingScene } from './ending-scene.ts';

/**
 * Turns the clocks of the bot and the tenant forward by days, to ten in the morning. Returns how far, in milliseconds.
 */
export async function passDays({ scene, clock }: EndingScene, days: number): Promise<number> {
  const ahead = Date.parse(`${dayFromNow(days)}T10:00:00Z`) - Date.now();
  await scene.tenant.turn({ clockOffsetMs: ahead });
  await clock.turn(ahead);
  return ahead;
}
