import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Found } from '../../src/guests/plan.ts';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { group, makeApproved, otherGroup } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { alex } from './alex.ts';
import { letPass, untilDone } from './pass-time.ts';
import { runEngine } from './run-engine.ts';
import { makeEnd } from './taking/ends.ts';
import { openWorkshop, type Workshop, type WorkshopDeps } from './workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const third = 'c0000000-0000-4000-8000-000000000003';
const sets = [[group], [group, otherGroup], [otherGroup, third], [third]];

const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('invite' as const), which: fc.nat(3) }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('end' as const), which: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('wait' as const), which: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('die before', 'die after', 'lose after', 'lose before'),
      which: fc.nat(2),
    }),
  },
);
type Event = { what: string; which: number };
type Mishap = 'die before' | 'die after' | 'lose after' | 'lose before';

/** A replica with mishaps at its calls. When it dies there, it leaves the step intended, as a kill does. */
function mortal(deps: WorkshopDeps, mishaps: Mishap[]): WorkshopDeps {
  const meet = async <T>(effect: () => Promise<T>): Promise<T | { kind: 'lost' }> => {
    const mishap = mishaps.shift();
    if (mishap === 'die before') throw new Error('killed before the call');
    if (mishap === 'lose before') return { kind: 'lost' };
    const answer = await effect();
    if (mishap === 'die after') throw new Error('killed after the call');
    return mishap === 'lose after' ? { kind: 'lost' } : answer;
  };
  return {
    ...deps,
    addMembers: (id, people) => meet(() => deps.addMembers(id, people)),
    removeMember: (membership) => meet(() => deps.removeMember(membership)),
  };
}

type Played = { requests: number[]; ends: number[] };

async function play(shop: Workshop, events: readonly Event[], mishaps: Mishap[]): Promise<Played> {
  const requests: number[] = [];
  const ends: number[] = [];
  for (const { what, which } of events) {
    if (what === 'invite') requests.push(await invite(shop, sets[which] ?? []));
    else if (what === 'end') {
      const target = requests[which % Math.max(1, requests.length)];
      if (target === undefined) continue;
      ends.push(await makeEnd(shop.db, { requestIds: [target], name: `end ${ends.length}` }));
    } else if (what === 'wait') await letPass(shop, which * 500);
    else mishaps.push(...Array.from({ length: which + 1 }, () => what as Mishap));
  }
  return { requests, ends };
}

function invite(shop: Workshop, groups: string[]): Promise<number> {
  const found: Found | undefined = shop.directory.people.get(jane);
  return makeApproved(shop.db, {
    addresses: [jane],
    access: { groups, apps: [], licences: [] },
    ...(found ? { plan: 'access only', foundId: found.objectId } : {}),
  });
}

/** Checks that Jane has exactly what she had before, and what her living invitations give. */
async function assertConsistent(
  shop: Workshop,
  { requests, ends }: Played,
  before: ReadonlySet<string>,
): Promise<void> {
  const rows = (await Promise.all(requests.map((id) => invitationsOf(shop.db, id)))).flat();
  const wanted = new Set(before);
  for (const { state, access } of rows) {
    if (state === 'complete') for (const id of access.groups) wanted.add(id);
    else assert.ok(['revoked', 'cancelled'].includes(state), state);
  }
  const objectId = shop.directory.people.get(jane)?.objectId ?? '';
  const has = [group, otherGroup, third].filter((id) =>
    shop.directory.members.get(id)?.has(objectId),
  );
  assert.deepEqual(new Set(has), wanted);
  const ended = (await Promise.all(ends.map((id) => invitationsOf(shop.db, id)))).flat();
  assert.ok(
    ended.every(({ state }) => state === 'complete'),
    ended.map(({ state }) => state).join(),
  );
}

async function run(t: TestContext, events: readonly Event[], had: boolean): Promise<void> {
  const shop = await openWorkshop(t, server);
  const before = new Set<string>();
  if (had) {
    const { objectId } = shop.directory.put(jane);
    shop.directory.members.set(otherGroup, new Set([objectId]));
    before.add(otherGroup);
  }
  const mishaps: Mishap[] = [];
  const replicas = ['one', 'two'].map((name) => runEngine(t, mortal(shop.deps(name), mishaps)));
  const played = await play(shop, events, mishaps);
  await untilDone(shop, ...played.requests, ...played.ends);
  for (const id of [...played.requests, ...played.ends]) await retryRequest(shop, alex, id);
  await untilDone(shop, ...played.requests, ...played.ends);
  for (const replica of replicas) await replica.stop();
  const { rows } = await sql`
    select 1 from step where state in ('due', 'intended', 'looking') and due_at is not null`.execute(
    shop.db,
  );
  assert.deepEqual(rows, []);
  await assertConsistent(shop, played, before);
}

test('ends, invitations, kills and lost answers in any order leave exactly the needed access', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 9 }), fc.boolean(), (events, had) =>
      run(t, events, had),
    ),
    { numRuns: 12, endOnFailure: true },
  );
});
