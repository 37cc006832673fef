import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Project } from '../../../src/guests/project/project.ts';
import { approvalsOf } from '../../../src/store/approvals/approvals.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { learnPlace, markPlaceDead } from '../../../src/store/telling/places.ts';
import { wantCard } from '../../../src/store/telling/shown-cards.ts';
import { bringBack } from '../../../src/work/approval/bring-back.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { remindOwners } from '../../../src/work/approval/remind-owners.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import type { RightsDeps } from '../../../src/work/rights/read-rights.ts';
import { makeDraft, makeProject, requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const owner = 'a0000000-0000-4000-8000-000000000002';
const alex = { tenantId, personId: requesterId, name: 'Alex', rights: { operator: false } };
const hourMs = 3600_000;

const rights: RightsDeps = {
  groups: { inviters: undefined, bulkInviters: undefined, operators: undefined },
  loopback: true,
  readPerson: async () => undefined,
  memberGroups: async () => new Set(),
};

const personalPlace = (
  { db, clock }: Workshop,
  { spoken, zone = 'UTC' }: { spoken?: true; zone?: string } = {},
) =>
  learnPlace(
    db,
    {
      tenantId,
      kind: 'person',
      key: owner,
      teamId: null,
      reference: {},
      locale: null,
      timeZone: zone,
      ...(spoken && { spoken }),
    },
    clock.now(),
  );

/** Asks the owner of Atlas, who has two days, about so many requests. It is Monday, nine in the morning. */
async function ask(shop: Workshop, { requests = 1, owners = [owner], zone = 'UTC' } = {}) {
  const approval: Project['approval'] = {
    ...makeProject('atlas').approval,
    required: true,
    timeout: 'P2D',
  };
  await applyProjects(shop.db, [makeProject('atlas', { approval, owners })], shop.clock.now());
  const place = await personalPlace(shop, { zone });
  const ids: number[] = [];
  for (let n = 0; n < requests; n += 1) {
    const requestId = await makeDraft(shop.db, { addresses: [`p${n}@fabrikam.com`] });
    await confirmRequest(shop, alex, { requestId, version: 1, onlyValid: false });
    const [asked] = await approvalsOf(shop.db, requestId);
    const subjectId = asked?.id ?? 0;
    ids.push(subjectId);
    await wantCard(shop.db, { kind: 'approval', subjectId, placeId: place.id }, shop.clock.now());
  }
  return { placeId: place.id, ids };
}

const posted = async ({ db }: Workshop) => {
  const { rows } = await sql<{ kind: string; moved: boolean; topic: string }>`
    select kind, moved, topic from shown_card order by id`.execute(db);
  return rows;
};
const messages = async (shop: Workshop) =>
  (await posted(shop)).filter(({ kind }) => kind === 'notice').length;

/** Lets the bot look every half an hour for so many hours. */
async function pass(shop: Workshop, hours: number): Promise<void> {
  for (let half = 0; half < 2 * hours; half += 1) {
    shop.clock.set(hourMs / 2);
    await remindOwners({ ...shop, rights });
  }
}

/** Copies the only request so often, with its approval. */
async function copyRequest({ db }: Workshop, times: number): Promise<void> {
  await sql`with n as (select n from generate_series(1, ${times}) n),
    r as (insert into request (id, tenant_id, requester_id, requester_name, source, state, created_at, confirmed_at)
      overriding system value
      select id + n.n, tenant_id, requester_id, requester_name, source, state, created_at, confirmed_at from request, n returning id)
    insert into approval (request_id, project_key, version, rule, asked_at, times_out_at, remind_at, told)
      select r.id, project_key, version, rule, asked_at, times_out_at, remind_at, 'asked' from approval, r`.execute(
    db,
  );
}

test('an owner of two hundred approvals gets one reminder a day, half-way and before the end', async (t) => {
  const shop = await openWorkshop(t, server);
  await ask(shop);
  await copyRequest(shop, 199);
  await pass(shop, 23);
  assert.equal(await messages(shop), 0);
  await pass(shop, 2);
  assert.equal(await messages(shop), 1);
  await pass(shop, 21);
  assert.equal(await messages(shop), 1);
  await pass(shop, 1.5);
  assert.equal(await messages(shop), 2);
});

test('two replicas that look at once, and a look that is repeated after a crash, remind once', async (t) => {
  const shop = await openWorkshop(t, server);
  await ask(shop);
  shop.clock.set(25 * hourMs);
  await Promise.all([1, 2, 3].map(() => remindOwners({ ...shop, rights })));
  await sql`update approval set remind_at = asked_at`.execute(shop.db);
  await remindOwners({ ...shop, rights });
  assert.equal(await messages(shop), 1);
});

test('the bot reminds no owner who has voted, lost the right or sleeps', async (t) => {
  const shop = await openWorkshop(t, server);
  const { ids } = await ask(shop, { zone: 'Asia/Tokyo' });
  // Half of the time is 18:00 in Tokyo; the bot looks at 21:00.
  shop.clock.set(27 * hourMs);
  await remindOwners({ ...shop, rights });
  assert.equal(await messages(shop), 0);
  await applyProjects(shop.db, [makeProject('atlas', { owners: [] })], shop.clock.now());
  await pass(shop, 12);
  assert.equal(await messages(shop), 0, 'the right is lost');
  await applyProjects(shop.db, [makeProject('atlas', { owners: [owner] })], shop.clock.now());
  const voter = {
    tenantId,
    personId: owner,
    name: 'Olga',
    rights: { member: true, owns: () => true },
  };
  const ballot = {
    approvalId: ids[0] ?? 0,
    version: 1,
    approve: 'all',
    reason: undefined,
  } as const;
  assert.equal((await castVote(shop, voter, ballot)).kind, 'counted');
  await pass(shop, 8);
  assert.equal(await messages(shop), 0, 'the vote is cast');
});

test('while Graph does not answer nobody is reminded, and later the bot looks again', async (t) => {
  const shop = await openWorkshop(t, server);
  await ask(shop);
  shop.clock.set(25 * hourMs);
  const away = async () => Promise.reject(new Error('Graph is away'));
  await assert.rejects(remindOwners({ ...shop, rights: { ...rights, readPerson: away } }));
  assert.equal(await messages(shop), 0);
  await remindOwners({ ...shop, rights });
  assert.equal(await messages(shop), 1);
});

test('a card of an approval that waits comes back once when the bot can reach its owner again', async (t) => {
  const shop = await openWorkshop(t, server);
  const { placeId } = await ask(shop, { requests: 2 });
  await sql`update shown_card set message_id = 'm' || id, shown = wanted`.execute(shop.db);
  await markPlaceDead(shop.db, placeId, shop.clock.now());
  await bringBack({ ...shop, rights });
  // A chat that the bot opened by itself proves nothing.
  await personalPlace(shop);
  await bringBack({ ...shop, rights });
  assert.equal((await posted(shop)).length, 2);
  await markPlaceDead(shop.db, placeId, shop.clock.now());
  await personalPlace(shop, { spoken: true });
  await Promise.all([1, 2].map(() => bringBack({ ...shop, rights })));
  await personalPlace(shop, { spoken: true });
  await bringBack({ ...shop, rights });
  const cards = await posted(shop);
  assert.deepEqual(
    cards.map(({ moved }) => moved),
    [true, true, false, false],
  );
});

test('many approvals come back as one list', async (t) => {
  const shop = await openWorkshop(t, server);
  const { placeId } = await ask(shop, { requests: 4 });
  await markPlaceDead(shop.db, placeId, shop.clock.now());
  await personalPlace(shop, { spoken: true });
  await bringBack({ ...shop, rights });
  assert.equal(await messages(shop), 1);
  assert.equal((await posted(shop)).length, 5);
});
