import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { startDatabase } from '../store/start-database.ts';
import {
  emptyAtlas,
  fillAtlas,
  namesOf,
  openTeams,
  partners,
  redeem,
  runReplica,
  told,
} from './atlas-in-teams.ts';
import { until } from './pass-time.ts';
import { openWorkshop } from './workshop.ts';

const server = await startDatabase();

/** Random bursts: the pauses, the numbers of redemptions, and the mishaps of Teams and the replicas. */
const trains = fc.record({
  bursts: fc.array(
    fc.record({
      gapMs: fc.integer({ min: 0, max: 70_000 }),
      count: fc.integer({ min: 1, max: 25 }),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
  trouble: fc.array(fc.constantFrom('shown', 'shown', 'shown', 'later', 'lost'), {
    minLength: 1,
    maxLength: 12,
  }),
  killAfter: fc.integer({ min: 0, max: 5 }),
});

test('in random bursts, while one of two replicas stops, the bot sends each alert once except after lost answers', async (t) => {
  const shop = await openWorkshop(t, server);
  await fc.assert(
    fc.asyncProperty(trains, async ({ bursts, trouble, killAfter }) => {
      const total = bursts.reduce((sum, { count }) => sum + count, 0);
      await emptyAtlas(shop);
      await fillAtlas(shop, total);
      let asked = 0;
      const teams = openTeams(shop, () => {
        asked += 1;
        return trouble[asked - 1] ?? 'shown';
      });
      const replicas = [runReplica(t, shop, teams), runReplica(t, shop, teams)];
      let first = 0;
      for (const [index, { gapMs, count }] of bursts.entries()) {
        const then = shop.clock.now().getTime() + gapMs;
        await until(shop, () => shop.clock.now().getTime() >= then);
        await redeem(
          shop,
          partners(count).map((n) => n + first),
        );
        first += count;
        if (index === killAfter) await replicas[0]?.stop();
      }
      const certain = () => [...teams.messages.values()].filter(({ names }) => names.length > 0);
      await until(shop, async () => {
        const { rows } = await sql<{ open: number }>`
          select (select count(*) from alert where routed_at is null) + (select count(*) from alert_copy where placed_at is null)
            + (select count(*) from shown_card where wanted > shown) as open`.execute(shop.db);
        return rows[0]?.open === 0;
      });
      await Promise.all(replicas.map(({ stop }) => stop()));
      assert.deepEqual([...new Set(told(teams.messages))], namesOf(total));
      const { rows } = await sql<{ kind: string; messageId: string }>`
        select kind, message_id from shown_card where kind <> 'notice'`.execute(shop.db);
      const kept = rows.flatMap(({ messageId }) => teams.messages.get(messageId)?.names ?? []);
      assert.deepEqual(kept.toSorted(), namesOf(total), 'one message each among the answered ones');
      const known = new Set(rows.map(({ messageId }) => messageId));
      const twice = certain().filter(({ names }) => names.length > 0).length - known.size;
      assert.ok(twice <= trouble.filter((each) => each === 'lost').length);
      for (const some of Map.groupBy(teams.times, ({ placeId }) => placeId).values()) {
        assertWindows(some.map(({ at }) => at));
      }
    }),
    { numRuns: 12 },
  );
});

/** Teams' windows for one conversation. */
function assertWindows(times: readonly number[]): void {
  for (const [count, seconds] of [
    [7, 1],
    [8, 2],
    [60, 30],
    [1800, 3600],
  ] as const) {
    for (const [index, from] of times.entries()) {
      const within = times.slice(index).filter((at) => at < from + seconds * 1000).length;
      assert.ok(within <= count, `${within} messages in ${seconds} s`);
    }
  }
}
