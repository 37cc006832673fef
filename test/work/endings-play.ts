import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import type { Found } from '../../src/guests/plan.ts';
import { checkGuest } from '../../src/work/redemption/check-guest.ts';
import { group, makeApproved, otherGroup, tenantId } from '../store/make-request.ts';
import { letPass } from './pass-time.ts';
import { makeEnd } from './taking/ends.ts';
import { checkDeps, patienceMs, type Workshop, type WorkshopDeps } from './workshop.ts';

export const jane = 'jane@fabrikam.com';
const third = 'c0000000-0000-4000-8000-000000000003';
export const allGroups = [group, otherGroup, third];
const sets = [[group], [group, otherGroup], [otherGroup, third], [third]];

const mishaps = ['die before', 'die after', 'lose after', 'lose before'] as const;
type Mishap = (typeof mishaps)[number];
type What = 'invite' | 'end' | 'undo' | 'accept' | 'wait' | Mishap;
/** `after`: the bot works for a while before the next event, or more happens at once. */
export type Event = { what: What; which: number; after: 'at once' | 'a while' };

const after = fc.constantFrom<Event['after']>('at once', 'a while');

const often = (weight: number, what: What, most: number) => ({
  weight,
  arbitrary: fc.record({ what: fc.constant(what), which: fc.nat(most), after }),
});

/**
 * Somebody invites Jane, ends or undoes one of her invitations, or takes her out of a group by hand, after which she
 * accepts anew; a while passes; a replica dies or an answer is lost at one of the next calls.
 */
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  often(4, 'invite', 3),
  often(4, 'end', 5),
  often(1, 'undo', 5),
  often(3, 'accept', 3),
  often(2, 'wait', 20),
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom(...mishaps),
      which: fc.nat(2),
      after: fc.constant<Event['after']>('at once'),
    }),
  },
);

/**
 * The fate of the coming calls: the process that dies or the answer that is lost, and how many turns of the loop each
 * call takes.
 */
export type Fate = { mishaps: (Mishap | 'none')[]; delays: readonly number[] };

/** The mishaps of the first calls. */
export const firstMishaps = fc.array(
  fc.constantFrom<Mishap | 'none'>('none', 'none', 'lose after', ...mishaps),
  { maxLength: 8 },
);

/** Makes a call take a few turns of the loop, so that others come between. */
function slowly(fate: Fate): () => Promise<void> {
  let calls = 0;
  return async () => {
    calls += 1;
    const turns = fate.delays[calls % Math.max(1, fate.delays.length)] ?? 0;
    for (let n = 0; n < turns; n += 1) await setImmediate();
  };
}

/** A read whose answer is old by the time that it is used. */
function read<A extends unknown[], T>(fate: Fate, call: (...args: A) => Promise<T>) {
  const pause = slowly(fate);
  return async (...args: A): Promise<T> => {
    const answer = await call(...args);
    await pause();
    return answer;
  };
}

/** A replica that dies at its call leaves the step intended, as a kill does: it comes back with that. */
export function mortal(deps: WorkshopDeps, fate: Fate): WorkshopDeps {
  const pause = slowly(fate);
  const meet = async <T>(effect: () => Promise<T>): Promise<T | { kind: 'lost' }> => {
    await pause();
    const mishap = fate.mishaps.shift();
    if (mishap === 'die before') throw new Error('killed before the call');
    if (mishap === 'lose before') return { kind: 'lost' };
    const answer = await effect();
    await pause();
    if (mishap === 'die after') throw new Error('killed after the call');
    return mishap === 'lose after' ? { kind: 'lost' } : answer;
  };
  return {
    ...deps,
    memberGroups: read(fate, deps.memberGroups),
    readHolding: read(fate, deps.readHolding),
    addMembers: (id, people) => meet(() => deps.addMembers(id, people)),
    removeMember: (membership) => meet(() => deps.removeMember(membership)),
  };
}

/** Long enough to repeat a lost call. */
const whileMs = 30_000;

export type Played = {
  requests: number[];
  ends: number[];
  /** Looks at whether the access is there, under way. */
  looks: Promise<unknown>[];
  /** The groups that Jane was in before anybody invited her, and nobody has taken her out of since. */
  before: Set<string>;
};

export async function play(
  shop: Workshop,
  events: readonly Event[],
  { fate, before }: { fate: Fate; before: ReadonlySet<string> },
): Promise<Played> {
  const played: Played = { requests: [], ends: [], looks: [], before: new Set(before) };
  for (const event of events) {
    await happen(shop, played, { ...event, fate });
    if (event.after === 'a while') await letPass(shop, whileMs);
  }
  return played;
}

async function happen(
  shop: Workshop,
  played: Played,
  { what, which, fate }: Event & { fate: Fate },
): Promise<void> {
  switch (what) {
    case 'invite':
      played.requests.push(await invite(shop, sets[which] ?? []));
      return;
    case 'end':
    case 'undo':
      return await end(shop, played, { what, which });
    case 'accept':
      return await acceptAnew(shop, played, { groups: sets[which] ?? [], fate });
    case 'wait':
      return await letPass(shop, which * 500);
    default:
      fate.mishaps.push(...Array.from({ length: which + 1 }, () => what));
  }
}

function invite(shop: Workshop, groups: string[]): Promise<number> {
  const found: Found | undefined = shop.directory.people.get(jane);
  return makeApproved(shop.db, {
    addresses: [jane],
    access: { groups, apps: [], licences: [] },
    ...(found ? { plan: 'access only', foundId: found.objectId } : {}),
  });
}

async function end(
  shop: Workshop,
  { requests, ends }: Played,
  { what, which }: { what: 'end' | 'undo'; which: number },
): Promise<void> {
  const target = requests[which % Math.max(1, requests.length)];
  if (target === undefined) return;
  const cause = what === 'undo' ? 'undone' : 'asked';
  ends.push(await makeEnd(shop.db, { requestIds: [target], cause, name: `end ${ends.length}` }));
}

/** Acceptances within a minute are one, and what was given moments ago is not missed. */
const apartMs = 61_000;

/** Somebody takes Jane out of groups by hand, and she accepts anew: the bot looks whether her access is there. */
async function acceptAnew(
  shop: Workshop,
  played: Played,
  { groups, fate }: { groups: string[]; fate: Fate },
): Promise<void> {
  await letPass(shop, played.looks.length % 2 === 0 ? apartMs : patienceMs + apartMs);
  const { people, members } = shop.directory;
  const person = people.get(jane);
  if (person === undefined) return;
  for (const id of groups) {
    members.get(id)?.delete(person.objectId);
    played.before.delete(id);
  }
  people.set(jane, { ...person, externalUserState: 'Accepted', changedAt: shop.clock.now() });
  played.looks.push(look(shop, fate));
}

/** One look, as any replica makes it. */
export async function look(shop: Workshop, fate: Fate): Promise<string> {
  const { objectId = '' } = shop.directory.people.get(jane) ?? {};
  const deps = { ...checkDeps(shop), memberGroups: read(fate, shop.directory.memberGroups) };
  return await checkGuest(deps, tenantId, objectId);
}
