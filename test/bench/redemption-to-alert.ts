import { setTimeout as pause } from 'node:timers/promises';
import { tellings } from '../journeys/told-partners.ts';
import { openRedemptions, type RedemptionScene, redeem } from './redemption-scene.ts';
import { ms, percentile, type Row, type Table } from './table.ts';

const times = 40;
const pollMs = 2000;
/** The channel has been quiet for this time before each redemption, so that each alert goes at once. */
const windowMs = 1000;

/** Measures the time from a partner's consent to the alert in the channel, when nothing else happens. */
export async function redemptionToAlert(): Promise<Table> {
  return {
    title: `From one redemption to its alert, ${times} times, with nothing else to do`,
    heads: ['p50', 'p95', 'max'],
    rows: [
      await measure('notified', { REDEMPTION_POLL: 'PT1H' }),
      await measure(`polled every ${pollMs / 1000} s`, {
        REDEMPTION_POLL: `PT${pollMs / 1000}S`,
        PUBLIC_URL: '',
      }),
    ],
    notes: [
      `Wanted: p95 under 1 s when notified; within one interval (${pollMs} ms) and what the alert itself takes when polled. The tenant has no lag.`,
    ],
  };
}

async function measure(name: string, env: Record<string, string>): Promise<Row> {
  const ALERT_DIGEST_WINDOW = `PT${windowMs / 1000}S`;
  await using scene = await openRedemptions({
    partners: times,
    replicas: 1,
    env: { ...env, ALERT_DIGEST_WINDOW },
  });
  const took: number[] = [];
  for (const address of scene.addresses) {
    // The pause varies, so that redemptions are not in step with the poll.
    await pause(windowMs + Math.random() * pollMs);
    took.push(await one(scene, address));
  }
  return { name, cells: [0.5, 0.95, 1].map((part) => ms(percentile(took, part))) };
}

async function one({ tenant, teams }: RedemptionScene, address: string): Promise<number> {
  const alerts = () => tellings(teams).length;
  const before = alerts();
  const began = performance.now();
  await redeem(tenant, address);
  await teams.until(() => alerts() > before, { timeoutMs: 60_000 });
  return performance.now() - began;
}
