import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isEscalatedTo,
  mayVote,
  needsApproval,
  outcomeOf,
  type Vote,
} from '../../../src/guests/approval/approval-rule.ts';
import {
  type Asked,
  candidatesFor,
  heldBy,
  leavesEnough,
  withMove,
} from '../../../src/guests/approval/reassign.ts';
import { votesAs } from '../../../src/guests/approval/stand-in.ts';
import type { ApprovalRule } from '../../../src/guests/project/project.ts';

const rule: ApprovalRule = {
  required: true,
  approvers: 2,
  autoApproveDomains: ['trusted.example'],
  escalateTo: [],
  requireReason: false,
};
const one = { id: 'one', domain: 'fabrikam.example' };
const two = { id: 'two', domain: 'fabrikam.example' };
const trusted = { id: 'trusted', domain: 'trusted.example' };
const vote = (owner: string, invitation: string, yes = true): Vote => ({ owner, invitation, yes });
const outcomes = (votes: Vote[], changed: Partial<ApprovalRule> = {}) =>
  Object.fromEntries(outcomeOf({ ...rule, ...changed }, votes, [one, two, trusted]));

test('an invitation waits until enough owners have approved it', () => {
  assert.equal(outcomes([vote('megan', 'one')]).one, 'waiting');
  assert.equal(outcomes([vote('megan', 'one'), vote('adele', 'one')]).one, 'approved');
});

test("an owner's second vote does not count", () => {
  assert.equal(outcomes([vote('megan', 'one'), vote('megan', 'one')]).one, 'waiting');
});

test('the first rejection decides, whatever comes later', () => {
  const votes = [vote('megan', 'one', false), vote('adele', 'one'), vote('alex', 'one')];
  assert.equal(outcomes(votes).one, 'rejected');
});

test('an approved invitation stays approved when another owner rejects it later', () => {
  const votes = [vote('megan', 'one'), vote('adele', 'one'), vote('alex', 'one', false)];
  assert.equal(outcomes(votes).one, 'approved');
});

test('when an owner changes their mind, the first vote counts', () => {
  const votes = [vote('megan', 'one'), vote('megan', 'one', false)];
  assert.equal(outcomes(votes).one, 'waiting');
});

test('owners decide each row by itself', () => {
  const decided = outcomes([
    vote('megan', 'one'),
    vote('adele', 'one'),
    vote('megan', 'two', false),
  ]);
  assert.deepEqual(decided, { one: 'approved', two: 'rejected', trusted: 'approved' });
});

test('partners from trusted domains and in projects without approval pass without an owner', () => {
  assert.equal(needsApproval(rule, 'trusted.example'), false);
  assert.equal(needsApproval(rule, 'nottrusted.example'), true);
  assert.deepEqual(outcomes([], { required: false }), {
    one: 'approved',
    two: 'approved',
    trusted: 'approved',
  });
});

test('nobody votes on their own request, in any spelling of their id', () => {
  assert.equal(mayVote('0F8FAD5B', '0f8fad5b'), false);
  assert.equal(mayVote('0f8fad5b', '7c9e6679'), true);
});

test('a trusted domain does not pass extra access, a look-alike domain or a deleted guest', () => {
  const needs = (row: Parameters<typeof needsApproval>[2]) =>
    needsApproval(rule, 'trusted.example', row);
  assert.equal(needs({ plan: 'invite', flags: ['first of domain'] }), false);
  assert.equal(needs({ plan: 'access only', flags: [] }), false);
  assert.equal(needs({ plan: 'invite', flags: ['extra access'] }), true);
  assert.equal(needs({ plan: 'invite', flags: ['look-alike domain'] }), true);
  assert.equal(needs({ plan: 'restore', flags: [] }), true);
});

test('people named for the escalation may decide after it, and not before', () => {
  const named = { ...rule, escalateTo: ['isaiah'] };
  const escalatedAt = new Date('2026-11-21T12:00:00Z');
  assert.equal(isEscalatedTo({ rule: named, escalatedAt: null }, 'isaiah'), false);
  assert.equal(isEscalatedTo({ rule: named, escalatedAt }, 'isaiah'), true);
  assert.equal(isEscalatedTo({ rule: named, escalatedAt }, 'gina'), false);
});

const people = ['ann', 'bob', 'cas', 'dee'];
const person = fc.constantFrom(...people);
const asked = fc
  .record({
    voted: fc.uniqueArray(person, { maxLength: 3 }),
    needed: fc.integer({ min: 1, max: 3 }),
    moves: fc.array(fc.record({ fromId: person, toId: person }), { maxLength: 12 }),
  })
  .map(({ voted, needed, moves }) => ({
    deciders: people,
    voted: new Set(voted),
    approvals: voted.length,
    needed,
    moves,
  }));

/** Makes those moves that the rules allow, one after the other. */
function play({ moves, ...start }: Asked): Asked {
  let state: Asked = { ...start, moves: [] };
  for (const move of moves) {
    const mayMove =
      heldBy(state).includes(move.fromId) &&
      candidatesFor(state, move.fromId).includes(move.toId) &&
      leavesEnough(state, move);
    if (mayMove) state = { ...state, moves: withMove(state.moves, move) };
  }
  return state;
}

test('however often owners hand an approval on, it can still pass, and its last receiver holds it', () => {
  fc.assert(
    fc.property(asked, (given) => {
      const possible = given.deciders.length - given.voted.size + given.approvals >= given.needed;
      const state = play(given);
      const holders = heldBy(state);
      if (possible) assert.ok(state.approvals + holders.length >= state.needed);
      const last = state.moves.at(-1);
      if (last !== undefined) {
        assert.ok(holders.includes(last.toId));
        assert.ok(!holders.includes(last.fromId));
        assert.deepEqual(
          withMove(state.moves, last),
          state.moves,
          'a second click changes nothing',
        );
      }
      const handed = state.moves.map(({ fromId }) => fromId);
      assert.equal(new Set(handed).size, handed.length);
    }),
  );
});

test('an owner hands an approval to nobody who has voted, and not to themselves', () => {
  const state = { deciders: people, voted: new Set(['bob']), approvals: 1, needed: 2, moves: [] };
  assert.deepEqual(candidatesFor(state, 'ann'), ['cas', 'dee']);
  assert.equal(leavesEnough({ ...state, needed: 3 }, { fromId: 'ann', toId: 'cas' }), true);
  assert.equal(leavesEnough({ ...state, needed: 4 }, { fromId: 'ann', toId: 'cas' }), false);
});

test('with stand-ins one person votes once, one owner has one vote, and nobody decides for the requester', () => {
  const voting = fc.record({
    requesterId: person,
    owners: fc.uniqueArray(person),
    standIns: fc.array(fc.record({ by: person, of: person })),
    voters: fc.array(person, { maxLength: 9 }),
  });
  fc.assert(
    fc.property(voting, ({ requesterId, owners, standIns, voters }) => {
      const votes: { ownerId: string; castBy: string | null }[] = [];
      for (const voterId of voters) {
        const standsFor = standIns
          .filter(({ by, of }) => by === voterId && owners.includes(of))
          .map(({ of }) => of);
        const own = owners.includes(voterId);
        const as = votesAs({ voterId, requesterId, own, standsFor, votes });
        if (as.kind === 'self') votes.push({ ownerId: voterId, castBy: null });
        if (as.kind === 'for') votes.push({ ownerId: as.personId, castBy: voterId });
      }
      const given = votes.map(({ ownerId, castBy }) => castBy ?? ownerId);
      const counted = votes.map(({ ownerId }) => ownerId);
      assert.equal(new Set(given).size, given.length);
      assert.equal(new Set(counted).size, counted.length);
      for (const id of [...given, ...counted]) assert.notEqual(id, requesterId);
      for (const id of counted) assert.ok(owners.includes(id));
    }),
  );
});
