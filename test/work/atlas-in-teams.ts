import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { applyProjects } from '../../src/store/projects.ts';
import { guestsOfDigest } from '../../src/store/telling/alert-digests.ts';
import { insertAlerts } from '../../src/store/telling/alerts.ts';
import { anyPlace, learnPlace } from '../../src/store/telling/places.ts';
import type { DrawableCard, Drawn } from '../../src/work/telling/announcer.ts';
import { startCardLoop } from '../../src/work/telling/card-loop.ts';
import { startTellingLoop, type TellingLoopDeps } from '../../src/work/telling/telling-loop.ts';
import { makeApproved, makeProject, requesterId, start, tenantId } from '../store/make-request.ts';
import type { TestServer } from '../store/start-database.ts';
import { runLoop } from './run-engine.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

export const channelId = '19:atlas@thread.tacv2';
export const teamId = 'd0000000-0000-4000-8000-000000000001';
export const owner = 'a0000000-0000-4000-8000-000000000002';
export const windowMs = 15_000;

type Place = 'channel' | 'person';
export const place = (shop: Workshop, kind: Place, key: string) =>
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

/** Opens a workshop with Atlas: a channel, an owner and this number of invited partners. */
export async function openAtlas(
  t: TestContext,
  server: TestServer,
  partners: number,
): Promise<Workshop> {
  const shop = await openWorkshop(t, server);
  await fillAtlas(shop, partners);
  return shop;
}

export async function fillAtlas(shop: Workshop, partners: number): Promise<void> {
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

export async function emptyAtlas({ db }: Workshop): Promise<void> {
  await sql`
    truncate alert_copy, alert, digest, shown_card, step, vote, approval, invitation, request_row, request, guest cascade`.execute(
    db,
  );
}

export async function redeem(shop: Workshop, partners: readonly number[]): Promise<void> {
  for (const n of partners) {
    const { rows } = await sql<{ id: number }>`
      update guest set state = 'accepted' where address = ${`p${n}@fabrikam.com`} returning id`.execute(
      shop.db,
    );
    await insertAlerts(shop.db, { guestId: rows[0]?.id ?? 0, transition: 'one' }, shop.clock.now());
  }
}

export type Message = { placeId: number; names: string[]; kind: string; marked: boolean };

/** A fake Teams: it keeps the messages of each place, and `answer` decides its answer to each card. */
export function openTeams(
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

/** An announcer that finds every place that is not dead. */
export function placesOf({ db }: Pick<Workshop, 'db'>): TellingLoopDeps['announcer'] {
  const find = async (kind: Place, key: string) => {
    const known = await anyPlace(db, tenantId, kind, key);
    return known?.deadAt === null ? known.id : undefined;
  };
  return {
    reachPerson: (_tenant, person) => find('person', person),
    reachChannel: (_tenant, channel) => find('channel', channel.channelId),
  };
}

export function runReplica(
  t: TestContext,
  shop: Workshop,
  teams: { draw(card: DrawableCard): Promise<Drawn> },
) {
  const announcer = placesOf(shop);
  const deps = {
    ...shop,
    announcer,
    peopleIn: async () => [],
    digestWindowMs: windowMs,
    told() {},
  };
  const loops = [
    startTellingLoop(deps),
    startCardLoop({ ...shop, announcer: { draw: teams.draw }, chance: () => 0.5 }),
  ].map((loop) => runLoop(t, shop, loop));
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

/** The alerts and digests, without the messages to people. */
export const alertsIn = (messages: ReadonlyMap<string, Message>) =>
  [...messages.values()].filter(({ kind }) => kind !== 'notice');
export const told = (messages: ReadonlyMap<string, Message>) =>
  [...messages.values()].flatMap(({ names }) => names).toSorted();
export const partners = (count: number) => Array.from({ length: count }, (_, n) => n);
export const namesOf = (count: number) =>
  partners(count)
    .map((n) => `Partner ${n + 1}`)
    .toSorted();
