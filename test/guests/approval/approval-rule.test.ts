import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isEscalatedTo,
  mayVote,
  needsApproval,
  outcomeOf,
  type Vote,
} from '../../../src/guests/approval/approval-rule.ts';
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
