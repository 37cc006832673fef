import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startDatabase } from '../../store/start-database.ts';
import {
  alertsIn,
  openAtlas,
  openTeams,
  partners,
  redeem,
  runReplica,
  told,
  windowMs,
} from '../atlas-in-teams.ts';
import { until } from '../pass-time.ts';

const server = await startDatabase();

test('the bot sends the first alert of a burst at once, and the others in one digest after the window', async (t) => {
  const shop = await openAtlas(t, server, 12);
  const teams = openTeams(shop);
  await redeem(shop, partners(12));
  runReplica(t, shop, teams);
  await until(shop, () => told(teams.messages).length === 12);
  assert.deepEqual(
    alertsIn(teams.messages).map(({ kind, names }) => [kind, names.length]),
    [
      ['alert', 1],
      ['digest', 11],
    ],
  );
  const { rows } = await sql<{ at: Date }>`
    select least(placed_at, due_at) as at from shown_card s left join alert_copy c
      on s.kind = 'alert' and c.alert_id = s.subject_id where s.kind <> 'notice' order by s.id`.execute(
    shop.db,
  );
  const [alone, digest] = rows.map(({ at }) => at.getTime());
  assert.equal((digest ?? 0) - (alone ?? 0), windowMs);
});

test('an alert that comes while a digest is open joins it', async (t) => {
  const shop = await openAtlas(t, server, 6);
  const teams = openTeams(shop);
  await redeem(shop, [0, 1, 2]);
  runReplica(t, shop, teams);
  await until(shop, () => alertsIn(teams.messages).length === 2, 20);
  await redeem(shop, [3, 4]);
  await until(shop, () => told(teams.messages).length === 5, 20);
  assert.equal(alertsIn(teams.messages).length, 2);
});

test('the bot sends a digest once more after a lost answer, with the same names', async (t) => {
  const shop = await openAtlas(t, server, 4);
  let lost = 0;
  const teams = openTeams(shop, (card) => {
    if (card.kind === 'digest' && lost === 0) {
      lost += 1;
      return 'lost';
    }
    return 'shown';
  });
  await redeem(shop, partners(4));
  runReplica(t, shop, teams);
  await until(shop, () => alertsIn(teams.messages).length === 3);
  assert.deepEqual(
    alertsIn(teams.messages).map(({ kind, marked }) => [kind, marked]),
    [
      ['alert', false],
      ['digest', false],
      ['digest', true],
    ],
  );
});

test('the bot does not mark a message as repeated when Teams put it off', async (t) => {
  const shop = await openAtlas(t, server, 1);
  let asked = 0;
  const teams = openTeams(shop, () => {
    asked += 1;
    return asked < 4 ? 'later' : 'shown';
  });
  await redeem(shop, [0]);
  runReplica(t, shop, teams);
  await until(shop, () => alertsIn(teams.messages).length === 1);
  assert.equal(alertsIn(teams.messages)[0]?.marked, false);
});
