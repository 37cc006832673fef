import { setTimeout as pause } from 'node:timers/promises';
import { fullestWindows } from '../journeys/fullest-windows.ts';
import { countTold, readTold, tellings } from '../journeys/told-partners.ts';
import { openRedemptions, type RedemptionScene, redeemWaiting } from './redemption-scene.ts';
import type { Row, Table } from './table.ts';

const count = 1000;
const withinMs = 2000;
const patienceMs = 180_000;

/**
 * A thousand partners accept in two seconds, with three notifications each. The bench kills one of two replicas
 * half-way.
 */
export async function thousandRedemptions(): Promise<Table> {
  await using scene = await openRedemptions({ partners: count, replicas: 2 });
  await scene.tenant.turn({ notifications: { repeat: 3 } });
  const began = performance.now();
  const [redeemedMs, seen] = await Promise.all([redeemAll(scene), untilTold(scene, began)]);
  const { names, twice, marked } = await readTold(scene.teams, /Partner Number \d+/g);
  const refused = scene.teams.wire.filter(({ status }) => status === 429).length;
  const isWhole = names.size === count && (twice.length === 0 || marked > 0) && refused === 0;
  const windows = fullestWindows(scene.teams);
  if (!isWhole || windows.some(({ most, allowed }) => most > allowed)) {
    throw new Error(`${names.size} told, ${twice.length} twice, ${refused} refused by Teams`);
  }
  const row = (name: string, came: string, wanted: string): Row => ({
    name,
    cells: [came, wanted],
  });
  return {
    title: `${count} redemptions in ${withinMs / 1000} s, notified three times each, two replicas, one killed -9 half-way`,
    heads: ['came', 'wanted'],
    rows: [
      row('redeemed within', seconds(redeemedMs), seconds(withinMs)),
      row('the first told after', seconds(seen.firstMs), ''),
      row('all told after', seconds(seen.allMs), '<= 90 s'),
      row('partners told', `${names.size}`, `${count}`),
      row('told twice', `${twice.length}`, marked === 0 ? '0' : 'in marked messages only'),
      row('alerts and digests', `${seen.messages}`, ''),
      row('marked as sent again', `${marked}`, ''),
      ...windows.map(({ name, most, allowed }) => row(name, `${most}`, `<= ${allowed}`)),
      row('refused by Teams (429)', `${refused}`, '0'),
    ],
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

async function redeemAll({ tenant, bots }: RedemptionScene): Promise<number> {
  const began = performance.now();
  const redeemed = redeemWaiting(tenant, { count, withinMs });
  await pause(withinMs / 2);
  await bots[0]?.kill();
  if ((await redeemed) !== count) throw new Error('Not all could accept');
  return performance.now() - began;
}

async function untilTold({ teams }: RedemptionScene, began: number) {
  await teams.until(() => tellings(teams).length > 0, { timeoutMs: patienceMs });
  const firstMs = performance.now() - began;
  await teams.until(() => countTold(teams) >= count, {
    timeoutMs: patienceMs,
    what: `${count} partners told`,
  });
  return { firstMs, allMs: performance.now() - began, messages: tellings(teams).length };
}
