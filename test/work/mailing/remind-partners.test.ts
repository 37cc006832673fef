import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { applyProjects } from '../../../src/store/projects.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { lookAtPending } from '../../../src/work/mailing/look-at-pending.ts';
import { tellHeldReminders } from '../../../src/work/mailing/tell-held-reminders.ts';
import { cancelRequest } from '../../../src/work/request/cancel-request.ts';
import { makeApproved, makeProject, statesIn, tenantId } from '../../store/make-request.ts';
import { personalChat } from '../../store/personal-chat.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, olga } from '../ending/ending-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const dayMs = 86_400_000;
const hourMs = dayMs / 24;
const names = ['jane', 'walter', 'rosa'];
const addressOf = (name: string) => `${name}@fabrikam.com`;

/** Invites partners of a project that reminds after three days and after ten. */
async function invited(t: TestContext, addresses = names.map(addressOf)): Promise<Workshop> {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('first'));
  await untilDone(shop, await makeApproved(shop.db, { addresses }));
  await engine.stop();
  await remind(shop, ['P3D', 'P10D']);
  return shop;
}

const remind = ({ db, clock }: Workshop, remindPartners: readonly string[]) =>
  applyProjects(
    db,
    [makeProject('atlas', { owners: [olga.personId], remindPartners })],
    clock.now(),
  );

const mails = ({ directory }: Workshop) =>
  names.map((name) => directory.invited().filter((each) => each === addressOf(name)).length);

const change = (shop: Workshop, name: string, what: 'accepted' | 'blocked' | 'off') => {
  const address = addressOf(name);
  if (what === 'accepted')
    return sql`update guest set state = 'accepted' where address = ${address}`.execute(shop.db);
  return what === 'off'
    ? sql`update invitation set send_mail = false where address = ${address}`.execute(shop.db)
    : sql`update guest set blocked_at = now() where address = ${address}`.execute(shop.db);
};

/** The mails to so many partners went an hour later, so that their reminders are due an hour later too. */
const mailedLater = ({ db }: Workshop, count: number) =>
  sql`update step set settled_at = settled_at + interval '1 hour' where id in (
    select id from step where kind = 'invite' order by id desc limit ${count})`.execute(db);

/** The requests that the bot began by itself. */
async function begun({ db }: Workshop): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from request where automatic is not null order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Lets days pass. Two replicas then look at once, and one looks again. */
async function pass(t: TestContext, shop: Workshop, days: number): Promise<void> {
  shop.clock.advance(days * dayMs);
  await Promise.all([1, 2].map(() => lookAtPending(shop, tenantId)));
  await lookAtPending(shop, tenantId);
  const engine = runEngine(t, shop.deps('later'));
  await untilDone(shop, ...(await begun(shop)));
  await engine.stop();
}

test('partners who have not accepted get the mail again on the days of their project, three mails at most', async (t) => {
  const shop = await invited(t);
  await change(shop, 'rosa', 'accepted');
  await pass(t, shop, 2);
  assert.deepEqual(mails(shop), [1, 1, 1]);
  await pass(t, shop, 1);
  assert.deepEqual(mails(shop), [2, 2, 1]);
  const [first = 0] = await begun(shop);
  assert.deepEqual(await reasonsOf(shop, first), ['mail sent again', 'mail sent again']);
  const request = await readRequest(shop.db, first);
  assert.deepEqual([request?.kind, request?.requesterId], ['resend', 'guestlist']);
  await change(shop, 'walter', 'accepted');
  await pass(t, shop, 5);
  assert.deepEqual(mails(shop), [2, 2, 1]);
  await pass(t, shop, 3);
  assert.deepEqual(mails(shop), [3, 2, 1]);
  await remind(shop, ['P3D', 'P15D']);
  await pass(t, shop, 5);
  assert.deepEqual(mails(shop), [3, 2, 1], 'three mails are enough');
});

test('a mail that a person sent counts, and puts the reminder off by three days', async (t) => {
  const shop = await invited(t);
  const engine = runEngine(t, shop.deps('second'));
  shop.clock.advance(4 * dayMs);
  const id = (await askAndReview(shop, olga, { kind: 'resend', projectKey: 'atlas' })) ?? 0;
  await confirmEnd(shop, olga, id);
  await untilDone(shop, id);
  await engine.stop();
  await pass(t, shop, 4);
  assert.deepEqual(mails(shop), [2, 2, 2], 'that mail was the first reminder');
  await pass(t, shop, 2.5);
  assert.deepEqual(mails(shop), [3, 3, 3]);
});

test('the bot reminds no partner who is blocked, whose mail was switched off, or who was due long before', async (t) => {
  const shop = await invited(t);
  await change(shop, 'jane', 'blocked');
  await change(shop, 'walter', 'off');
  await pass(t, shop, 3.1);
  assert.deepEqual(mails(shop), [1, 1, 2]);
  await remind(shop, []);
  await pass(t, shop, 8);
  assert.deepEqual(mails(shop), [1, 1, 2], 'the project reminds nobody any more');
  await remind(shop, ['P3D', 'P10D']);
  await pass(t, shop, 20);
  assert.deepEqual(mails(shop), [1, 1, 2], 'the second reminder is weeks too late');
});

test('reminders that an operator cancels do not come back the same day', async (t) => {
  const shop = await invited(t);
  shop.clock.advance(3 * dayMs);
  await lookAtPending(shop, tenantId);
  const [id = 0] = await begun(shop);
  const operator = { ...olga, rights: { ...olga.rights, operator: true } };
  assert.equal((await cancelRequest(shop, operator, id)).kind, 'cancelled');
  await pass(t, shop, 0.1);
  assert.deepEqual(mails(shop), [1, 1, 1]);
});

test('a reminder that comes due after an operator cancelled those of the day never goes, the next one does', async (t) => {
  const shop = await invited(t);
  await change(shop, 'walter', 'blocked');
  shop.clock.advance(3 * dayMs);
  await lookAtPending(shop, tenantId);
  const [id = 0] = await begun(shop);
  const operator = { ...olga, rights: { ...olga.rights, operator: true } };
  assert.equal((await cancelRequest(shop, operator, id)).kind, 'cancelled');
  await sql`update guest set blocked_at = null`.execute(shop.db);
  await pass(t, shop, 0.1);
  assert.deepEqual(mails(shop), [1, 1, 1]);
  await pass(t, shop, 1);
  assert.deepEqual(mails(shop), [1, 1, 1], 'nor the day after');
  await pass(t, shop, 6);
  assert.deepEqual(mails(shop), [2, 2, 2]);
});

test('of many reminders the first ten go alone, and the operators hear once that Entra refuses them', async (t) => {
  const shop = await invited(
    t,
    Array.from({ length: 50 }, (_, n) => `p${n}@fabrikam.com`),
  );
  await mailedLater(shop, 30);
  shop.clock.advance(3 * dayMs);
  await lookAtPending(shop, tenantId);
  const [id = 0] = await begun(shop);
  const refusal = { kind: 'refused', reason: { code: 'cross-tenant settings' } } as const;
  runEngine(t, { ...shop.deps('refused'), invite: () => Promise.resolve(refusal) });
  await until(shop, async () => (await readRequest(shop.db, id))?.heldAt != null);
  const states = await statesIn(shop.db, id);
  assert.equal(states.filter((state) => state === 'approved').length, 10);
  const place = await personalChat(shop.db, shop.clock.now());
  const deps = {
    ...shop,
    operatorsGroup: 'operators',
    peopleIn: async () => ['olga'],
    announcer: { reachPerson: async () => place.id },
  };
  await tellHeldReminders(deps, tenantId);
  await tellHeldReminders(deps, tenantId);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from shown_card where kind = 'notice' and subject_id = ${id}`.execute(
    shop.db,
  );
  assert.equal(rows[0]?.count, 1);
  shop.clock.advance(hourMs);
  await lookAtPending(shop, tenantId);
  await lookAtPending(shop, tenantId);
  assert.equal((await statesIn(shop.db, id)).length, 50, 'those that wait are not begun again');
});
