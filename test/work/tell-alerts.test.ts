import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { guestsOfDigest } from '../../src/store/alert-copies.ts';
import { insertAlerts } from '../../src/store/alerts.ts';
import { anyPlace, learnPlace, markPlaceDead, reviveChannels } from '../../src/store/places.ts';
import { applyProjects } from '../../src/store/projects.ts';
import type { DrawableCard, Drawn } from '../../src/work/announcer.ts';
import { startDrawing } from '../../src/work/draw-cards.ts';
import { startTelling, type TellAlertsDeps } from '../../src/work/tell-alerts.ts';
import { tellLines } from '../../src/work/tell-lines.ts';
import { makeApproved, makeProject, requesterId, start, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { openWorkshop, type Workshop } from './run-engine.ts';

const server = await startDatabase();
const channelId = '19:atlas@thread.tacv2';
const teamId = 'd0000000-0000-4000-8000-000000000001';
const owner = 'a0000000-0000-4000-8000-000000000002';
const windowMs = 15_000;

type Place = 'channel' | 'person';
const place = (shop: Workshop, kind: Place, key: string) =>
  learnPlace(
    shop.db,
    {
      tenantId,
      kind,
      key,
      teamId: kind === 'channel' ? teamId : null,
      reference: {},
      locale: null,
      timeZone: null,
    },
    start,
  );

/** Atlas with a channel, an owner and so many partners who have been invited. */
async function openAtlas(t: TestContext, partners: number) {
  const shop = await openWorkshop(t, server);
  await fillAtlas(shop, partners);
  return { shop };
}

async function fillAtlas(shop: Workshop, partners: number): Promise<void> {
  const channel = { teamId, channelId };
  await applyProjects(shop.db, [makeProject('atlas', { channel, owners: [owner] })], start);
  const addresses = Array.from({ length: partners }, (_, n) => `p${n}@fabrikam.com`);
  await makeApproved(shop.db, { addresses });
  await sql`
    insert into guest (tenant_id, address, display_name, object_id, state)
    select ${tenantId}, address, display_name, id::text, 'pending' from invitation`.execute(
    shop.db,
  );
  await sql`
    update invitation i set state = 'complete', guest_id = g.id from guest g where g.address = i.address`.execute(
    shop.db,
  );
  await place(shop, 'channel', channelId);
  await place(shop, 'person', owner);
  await place(shop, 'person', requesterId);
}

async function emptyAtlas({ db }: Workshop): Promise<void> {
  await sql`
    truncate alert_copy, alert, digest, shown_card, step, vote, approval, invitation, request_row, request, guest cascade`.execute(
    db,
  );
}

async function redeem(shop: Workshop, partners: readonly number[]): Promise<void> {
  for (const n of partners) {
    const { rows } = await sql<{ id: number }>`
      update guest set state = 'accepted' where address = ${`p${n}@fabrikam.com`} returning id`.execute(
      shop.db,
    );
    await insertAlerts(shop.db, { guestId: rows[0]?.id ?? 0, transition: 'one' }, shop.clock.now());
  }
}

type Message = { placeId: number; names: string[]; kind: string; marked: boolean };

/** Teams by hand: what stands where, and what it answers to each card. */
function openTeams(
  shop: Workshop,
  answer: (card: DrawableCard) => Drawn['kind'] | 'lost' = () => 'shown',
) {
  const messages = new Map<string, Message>();
  const times: { placeId: number; at: number }[] = [];
  let made = 0;
  return {
    messages,
    times,
    async draw(card: DrawableCard): Promise<Drawn> {
      const how = answer(card);
      if (how === 'dead' || how === 'nothing') return { kind: how };
      if (how === 'later') return { kind: 'later', seconds: 1, lost: false };
      const names = await namesOn(shop, card);
      made += 1;
      const messageId = card.messageId ?? `m${made}`;
      messages.set(messageId, {
        placeId: card.placeId,
        names,
        kind: card.kind,
        marked: card.maybePosted,
      });
      times.push({ placeId: card.placeId, at: shop.clock.now().getTime() });
      if (how === 'lost') return { kind: 'later', seconds: 1, lost: true };
      return { kind: 'shown', messageId, thread: null, final: false };
    },
  };
}

async function namesOn(shop: Workshop, card: DrawableCard): Promise<string[]> {
  if (card.kind === 'digest') {
    return (await guestsOfDigest(shop.db, card.subjectId, card.wanted)).map(({ name }) => name);
  }
  if (card.kind === 'notice') return [];
  const { rows } = await sql<{ name: string }>`
    select g.display_name as name from alert a join guest g on g.id = a.guest_id where a.id = ${card.subjectId}`.execute(
    shop.db,
  );
  return rows.map(({ name }) => name);
}

function runReplica(
  t: TestContext,
  shop: Workshop,
  teams: { draw(card: DrawableCard): Promise<Drawn> },
) {
  const find = async (kind: Place, key: string) => {
    const known = await anyPlace(shop.db, tenantId, kind, key);
    return known?.deadAt === null ? known.id : undefined;
  };
  const announcer: TellAlertsDeps['announcer'] = {
    reachPerson: (_tenant, person) => find('person', person),
    reachChannel: (_tenant, channel) => find('channel', channel.channelId),
  };
  const deps = {
    ...shop,
    announcer,
    peopleIn: async () => [],
    digestWindowMs: windowMs,
    told() {},
  };
  const loops = [startTelling(deps), startDrawing({ ...shop, announcer: { draw: teams.draw } })];
  const stop = async () => void (await Promise.all(loops.map((loop) => loop.stop())));
  t.after(stop);
  return { stop };
}

async function until(
  shop: Workshop,
  isSo: () => boolean | Promise<boolean>,
  stepMs = 400,
): Promise<void> {
  const end = shop.clock.now().getTime() + 4 * 3600_000;
  while (!(await isSo())) {
    shop.clock.advance(stepMs);
    await setImmediate();
    await sql`select 1`.execute(shop.db);
    assert.ok(shop.clock.now().getTime() < end, 'it never came about');
  }
}

/** The alerts and digests, without the lines to people. */
const alertsIn = (messages: ReadonlyMap<string, Message>) =>
  [...messages.values()].filter(({ kind }) => kind !== 'notice');
const told = (messages: ReadonlyMap<string, Message>) =>
  [...messages.values()].flatMap(({ names }) => names).toSorted();
const partners = (count: number) => Array.from({ length: count }, (_, n) => n);
const namesOf = (count: number) =>
  partners(count)
    .map((n) => `Partner ${n + 1}`)
    .toSorted();

test('the first of a burst is told at once, and the others in one digest after the window', async (t) => {
  const { shop } = await openAtlas(t, 12);
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

test('what comes while a digest is open is added to it where it stands', async (t) => {
  const { shop } = await openAtlas(t, 6);
  const teams = openTeams(shop);
  await redeem(shop, [0, 1, 2]);
  runReplica(t, shop, teams);
  await until(shop, () => alertsIn(teams.messages).length === 2, 20);
  await redeem(shop, [3, 4]);
  await until(shop, () => told(teams.messages).length === 5, 20);
  assert.equal(alertsIn(teams.messages).length, 2);
});

test('a digest whose answer was lost is sent once more, and both times tell who it is', async (t) => {
  const { shop } = await openAtlas(t, 4);
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

test('Teams asking to wait is no sending, and nothing is marked for it', async (t) => {
  const { shop } = await openAtlas(t, 1);
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

test('a lost channel: the owners hear in person, and the channel hears all of it when the bot is back', async (t) => {
  const { shop } = await openAtlas(t, 5);
  const channel = await anyPlace(shop.db, tenantId, 'channel', channelId);
  const channelPlace = channel?.id ?? 0;
  let away = false;
  const teams = openTeams(shop, ({ placeId }) =>
    away && placeId === channelPlace ? 'dead' : 'shown',
  );
  const inPlace = (id: number) =>
    new Map([...teams.messages].filter(([, { placeId }]) => placeId === id));
  await redeem(shop, [0, 1]);
  runReplica(t, shop, teams);
  await until(shop, () => told(inPlace(channelPlace)).length === 2);
  away = true;
  await redeem(shop, [2, 3, 4]);
  const ownerPlace = (await anyPlace(shop.db, tenantId, 'person', owner))?.id ?? 0;
  await until(shop, () => told(inPlace(ownerPlace)).length === 3);
  assert.ok([...inPlace(ownerPlace).values()].some(({ kind }) => kind === 'notice'));
  assert.equal(told(inPlace(channelPlace)).length, 2);
  away = false;
  await reviveChannels(shop.db, tenantId, teamId, shop.clock.now());
  await until(shop, () => told(inPlace(channelPlace)).length === 5);
  assert.deepEqual(told(inPlace(channelPlace)), namesOf(5));
});

test('a project whose bot was never in the channel tells the owner and the requester', async (t) => {
  const { shop } = await openAtlas(t, 2);
  await sql`delete from place where kind = 'channel'`.execute(shop.db);
  const teams = openTeams(shop);
  await redeem(shop, [0, 1]);
  runReplica(t, shop, teams);
  await until(shop, () => told(teams.messages).length === 4);
  assert.deepEqual(told(teams.messages), [...namesOf(2), ...namesOf(2)].toSorted());
});

test('a place that is known to be gone is sent nothing', async (t) => {
  const { shop } = await openAtlas(t, 1);
  const channel = await anyPlace(shop.db, tenantId, 'channel', channelId);
  await markPlaceDead(shop.db, channel?.id ?? 0, shop.clock.now());
  const teams = openTeams(shop);
  await redeem(shop, [0]);
  runReplica(t, shop, teams);
  await until(shop, () => told(teams.messages).length === 2);
  assert.ok(teams.times.every(({ placeId }) => placeId !== channel?.id));
});

test('the requester of a small request hears of each, of a large one together after a day', async (t) => {
  const { shop } = await openAtlas(t, 6);
  const notices = async () => {
    const { rows } = await sql<{ topic: string }>`
      select topic from shown_card where kind = 'notice' order by id`.execute(shop.db);
    return rows.map(({ topic }) => topic.replace(/ \d+$/, ''));
  };
  await redeem(shop, [0, 1]);
  await sql`update alert set line = 'due'`.execute(shop.db);
  await tellLines(shop);
  assert.deepEqual(await notices(), []);
  shop.clock.advance(24 * 3600_000);
  await tellLines(shop);
  await tellLines(shop);
  assert.deepEqual(await notices(), ['partners accepted']);
  await sql`delete from invitation where id not in (select invitation_id from alert)`.execute(
    shop.db,
  );
  await sql`update alert set line = 'due'`.execute(shop.db);
  await Promise.all([tellLines(shop), tellLines(shop)]);
  assert.deepEqual(await notices(), ['partners accepted', 'partner accepted', 'partner accepted']);
});

/** Random trains: how many redeem after how long, and what Teams and the replicas do to it. */
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

test('in random trains, over two replicas of which one stops, each is told exactly once but for lost answers', async (t) => {
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
      assert.deepEqual(
        kept.toSorted(),
        namesOf(total),
        'one message each among those that were answered',
      );
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
