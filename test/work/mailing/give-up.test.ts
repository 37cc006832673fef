import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { drawGiveUp } from '../../../bot/lists/draw-give-up.ts';
import { partnersInQuestion, readGiveUp } from '../../../src/store/invitations/give-ups.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { answerQuestion } from '../../../src/work/mailing/answer-give-up.ts';
import { lookAtPending } from '../../../src/work/mailing/look-at-pending.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { cardText } from '../../sandbox/teams/card-actions.ts';
import {
  makeApproved,
  makeProject,
  otherGroup,
  requesterId,
  statesIn,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { checkDeps, type Workshop } from '../workshop.ts';
import {
  accept,
  addresses,
  asked,
  begun,
  dayMs,
  inviteThree,
  questionOf,
} from './give-up-scene.ts';

const server = await startDatabase();
const alex = { personId: requesterId, name: 'Alex' };

test('the bot asks a requester once about partners who have not accepted for as long as the project waits', async (t) => {
  const { shop, pass, reached } = await inviteThree(t, server);
  await pass(29);
  assert.equal(await asked(shop), undefined);
  await pass(1);
  const question = await questionOf(shop);
  assert.deepEqual([question.personId, (await asked(shop))?.messages], [requesterId, 1]);
  assert.deepEqual(
    (await partnersInQuestion(shop.db, question.id)).map(({ address }) => address),
    addresses.slice(0, 2),
  );
  assert.deepEqual(new Set(reached), new Set([requesterId]));
  const card = cardText((await drawGiveUp(shop.db, question, 'en')).card);
  assert.match(
    card,
    /2 partners have not accepted[\s\S]+jane@fabrikam\.com[\s\S]+walter@fabrikam\.com/,
  );
  assert.doesNotMatch(card, /rosa/);
  await answerQuestion(shop, alex, { question, answer: 'keep' });
  const kept = (await drawGiveUp(shop.db, await questionOf(shop), 'en')).card;
  assert.match(cardText(kept), /The invitations stay/);
  assert.doesNotMatch(JSON.stringify(kept), /pending\.revoke/);
  await pass(40);
  assert.equal((await asked(shop))?.messages, 1, 'not asked again');
});

test('revoking takes the access back, once, from partners who have still not accepted', async (t) => {
  const { shop, requestId, pass } = await inviteThree(t, server);
  await pass(30);
  const question = await questionOf(shop);
  await accept(shop, 'jane');
  await Promise.all([1, 2].map(() => answerQuestion(shop, alex, { question, answer: 'revoke' })));
  await answerQuestion(shop, alex, { question, answer: 'keep' });
  assert.equal((await readGiveUp(shop.db, question.id))?.answer, 'revoke');
  const { rows } = await sql<{ id: number; requesterName: string }>`
    select id, requester_name from request where choice->'about' ? 'giveUpId'`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ requesterName }) => requesterName),
    ['Alex'],
  );
  runEngine(t, shop.deps('second'));
  await untilDone(shop, rows[0]?.id ?? 0);
  assert.deepEqual(await statesIn(shop.db, requestId), ['complete', 'revoked', 'complete']);
});

test('a partner who accepts between the click and the work keeps the access', async (t) => {
  const { shop, requestId, pass } = await inviteThree(t, server);
  await pass(30);
  await answerQuestion(shop, alex, { question: await questionOf(shop), answer: 'revoke' });
  await accept(shop, 'walter');
  runEngine(t, shop.deps('second'));
  await untilDone(shop, ...(await begun(shop)));
  assert.deepEqual(await statesIn(shop.db, requestId), ['revoked', 'complete', 'complete']);
});

test('an open question is drawn again when somebody whom it names accepts, and an answered one is not', async (t) => {
  const { shop, pass } = await inviteThree(t, server);
  await pass(30);
  const versions = async () => {
    const { rows } = await sql<{ wanted: number }>`
      select wanted from shown_card where kind = 'notice' and detail ? 'giveUpId'`.execute(shop.db);
    return rows.map(({ wanted }) => wanted);
  };
  await sql`update shown_card set shown = wanted, final = true`.execute(shop.db);
  const [asked = 0] = await versions();
  await redeem(shop, 'walter');
  assert.deepEqual(await versions(), [asked + 1]);
  const card = (await drawGiveUp(shop.db, await questionOf(shop), 'en')).card;
  assert.match(cardText(card), /1 partner has not accepted/);
  await answerQuestion(shop, alex, { question: await questionOf(shop), answer: 'keep' });
  const [answered = 0] = await versions();
  await redeem(shop, 'jane');
  assert.deepEqual(await versions(), [answered]);
});

/** Entra shows that the partner has accepted. */
async function redeem(shop: Workshop, name: string): Promise<void> {
  const person = shop.directory.people.get(`${name}@fabrikam.com`);
  assert.ok(person);
  const read = { ...person, displayName: undefined, externalUserState: 'Accepted' } as const;
  const changedAt = shop.clock.now();
  const deps = { ...checkDeps(shop), readPerson: async () => ({ ...read, changedAt }) };
  await checkGuest(deps, tenantId, person.objectId);
}

test('the owners are asked instead of a requester who is gone', async (t) => {
  const { shop, pass, reached } = await inviteThree(t, server);
  await sql`insert into leaver (tenant_id, person_id, seen_at) values (${tenantId}, lower(${requesterId}), now())`.execute(
    shop.db,
  );
  await pass(30);
  assert.deepEqual(new Set(reached), new Set(['olga']));
  assert.equal((await asked(shop))?.messages, 1);
});

test('the owners are asked instead of a requester who may not invite any more', async (t) => {
  const { shop, pass, reached, may } = await inviteThree(t, server);
  may.inviters.delete(requesterId);
  await pass(30);
  assert.deepEqual(new Set(reached), new Set(['olga']));
  assert.equal((await asked(shop))?.messages, 1);
});

test('a question that reaches nobody is asked as soon as somebody can be reached', async (t) => {
  const { shop, pass, may } = await inviteThree(t, server);
  may.places = false;
  await pass(30);
  assert.equal((await asked(shop))?.messages, 0);
  may.places = true;
  await pass(1);
  assert.equal((await asked(shop))?.messages, 1);
});

test('a partner of another project is asked about once that project has waited', async (t) => {
  const { shop, pass } = await inviteThree(t, server);
  await pass(29);
  const { db, clock } = shop;
  await applyProjects(
    db,
    [makeProject('borealis', { remindPartners: ['P3D'], giveUpAfter: 'P30D' })],
    clock.now(),
  );
  const engine = runEngine(t, shop.deps('second'));
  const wish = {
    projectKey: 'borealis',
    at: clock.now(),
    access: { groups: [otherGroup], apps: [], licences: [] },
  };
  await untilDone(shop, await makeApproved(db, { addresses: addresses.slice(0, 1), ...wish }));
  await engine.stop();
  await pass(2);
  assert.equal(await asked(shop), undefined, 'only two days in that project');
  clock.advance(dayMs);
  await lookAtPending(shop, tenantId);
  assert.equal(await remindersOf(shop), 1);
  await pass(27);
  assert.equal((await questionOf(shop)).projectKey, 'borealis');
});

const remindersOf = async ({ db }: Workshop) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from invitation where kind = 'resend' and project_key = 'borealis'`.execute(
    db,
  );
  return rows[0]?.count;
};
