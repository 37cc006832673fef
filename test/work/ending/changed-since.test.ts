import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { reviewEnding } from '../../../src/work/ending/review-ending.ts';
import { group, makeApproved, makeProject, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { askAndReview, confirmEnd, olga, omar, reviewDeps } from './ending-scene.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const addresses = [jane];

const since = async (shop: Workshop, id: number) => (await readRequest(shop.db, id))?.choice.since;

/** Jane is in Atlas and Borealis, which give the same group. */
async function inTwoProjects(shop: Workshop): Promise<void> {
  const { db, clock } = shop;
  const two = [makeProject('atlas'), makeProject('borealis')];
  await applyProjects(
    db,
    two.map((project) => ({ ...project, whenOver: 'block' as const })),
    clock.now(),
  );
  const first = await makeApproved(db, { addresses });
  await untilDone(shop, first);
  await untilDone(shop, await makeApproved(db, { addresses, projectKey: 'borealis' }));
}

const endOf = async (shop: Workshop, projectKey: string) =>
  (await askAndReview(shop, olga, { kind: 'end', addresses, projectKey })) ?? 0;

test('an end whose review said that the access stays takes nothing once it would not: it is reviewed again', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await inTwoProjects(shop);
  const end = await endOf(shop, 'atlas');
  const other = await endOf(shop, 'borealis');
  assert.equal(await confirmEnd(shop, olga, other), 'confirmed');
  assert.equal(await confirmEnd(shop, olga, end), 'changed since', 'before the other end began');
  await untilDone(shop, other);
  assert.equal(await confirmEnd(shop, olga, end), 'changed since', 'and before the new review');
  assert.deepEqual(await since(shop, end), ['taken', 'account']);
  assert.deepEqual(await statesIn(shop.db, end), ['draft']);
  assert.equal(shop.directory.members.get(group)?.size, 1, 'the group is as it was');
  await reviewEnding(reviewDeps(shop), end);
  const [row] = await invitationsOf(shop.db, end);
  assert.equal(row?.findings?.takes.length, 1);
  assert.equal(row?.findings?.account?.fate, 'block');
  assert.equal(await confirmEnd(shop, olga, end), 'confirmed');
  await untilDone(shop, end);
  assert.equal(shop.directory.members.get(group)?.size, 0);
});

test('an extension does not undo a longer one that somebody confirmed after its review', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await makeApproved(shop.db, { addresses });
  await untilDone(shop, id);
  const to = async (until: string) =>
    (await askAndReview(shop, olga, { kind: 'extend', addresses, projectKey: 'atlas', until })) ??
    0;
  const short = await to('2026-04-01');
  const long = await to('2026-06-01');
  assert.equal(await confirmEnd(shop, olga, long), 'confirmed');
  await untilDone(shop, long);
  assert.equal(await confirmEnd(shop, olga, short), 'changed since');
  assert.deepEqual(await since(shop, short), ['end']);
  const [{ endsAt } = { endsAt: null }] = await invitationsOf(shop.db, id);
  assert.equal(endsAt?.toISOString(), '2026-06-02T00:00:00.000Z');
  await reviewEnding(reviewDeps(shop), short);
  const [row] = await invitationsOf(shop.db, short);
  assert.equal(row?.findings?.earlier, true, 'the card says that it takes days away');
  assert.equal(await confirmEnd(shop, olga, short), 'confirmed');
});

test('a removal names a project that the guest came into after its review', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, await makeApproved(shop.db, { addresses }));
  const people = [{ line: 1, said: jane }];
  const removal = (await askAndReview(shop, omar, { kind: 'remove', people })) ?? 0;
  await applyProjects(shop.db, [makeProject('atlas'), makeProject('borealis')], shop.clock.now());
  await untilDone(shop, await makeApproved(shop.db, { addresses, projectKey: 'borealis' }));
  assert.equal(await confirmEnd(shop, omar, removal), 'changed since');
  assert.deepEqual(await since(shop, removal), ['projects']);
  await reviewEnding(reviewDeps(shop), removal);
  assert.equal(await confirmEnd(shop, omar, removal), 'confirmed');
});

test('an end that another request has carried out is reviewed again', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, await makeApproved(shop.db, { addresses }));
  const [end, same] = [await endOf(shop, 'atlas'), await endOf(shop, 'atlas')];
  await confirmEnd(shop, olga, same);
  await untilDone(shop, same);
  assert.equal(await confirmEnd(shop, olga, end), 'changed since');
  assert.equal((await since(shop, end))?.includes('access'), true);
});

test('a review reads who the operators are once, however many guests it names', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const many = ['jane', 'walter', 'rosa'].map((name) => `${name}@fabrikam.com`);
  await untilDone(shop, await makeApproved(shop.db, { addresses: many }));
  const janeId = shop.directory.people.get(jane)?.objectId ?? '';
  const asked: string[] = [];
  const deps = {
    ...reviewDeps(shop),
    operatorsGroup: 'ops',
    async peopleIn(id: string) {
      asked.push(id);
      return [janeId.toLowerCase()];
    },
  };
  const wishes = [
    { kind: 'remove', people: many.map((said, n) => ({ line: n + 1, said })) },
    { kind: 'end', addresses: many, projectKey: 'atlas' },
  ] as const;
  for (const wish of wishes) {
    const id = (await askAndReview(shop, omar, wish)) ?? 0;
    asked.length = 0;
    await reviewEnding(deps, id);
    assert.deepEqual(asked, ['ops'], wish.kind);
    const problems = (await rowsOf(shop.db, id)).flatMap((row) => row.problems);
    const refused = wish.kind === 'remove' ? ['operator account'] : [];
    assert.deepEqual(
      problems.map(({ code }) => code),
      refused,
    );
  }
});
