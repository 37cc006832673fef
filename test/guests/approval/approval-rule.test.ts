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

test('one owner does not count twice', () => {
  assert.equal(outcomes([vote('megan', 'one'), vote('megan', 'one')]).one, 'waiting');
});

test('the first rejection ends it, whatever comes later', () => {
  const votes = [vote('megan', 'one', false), vote('adele', 'one'), vote('alex', 'one')];
  assert.equal(outcomes(votes).one, 'rejected');
});

test('what was approved stays approved', () => {
  const votes = [vote('megan', 'one'), vote('adele', 'one'), vote('alex', 'one', false)];
  assert.equal(outcomes(votes).one, 'approved');
});

test('an owner who changed their mind is taken at their first word', () => {
  const votes = [vote('megan', 'one'), vote('megan', 'one', false)];
  assert.equal(outcomes(votes).one, 'waiting');
});

test('rows are decided apart', () => {
  const decided = outcomes([
    vote('megan', 'one'),
    vote('adele', 'one'),
    vote('megan', 'two', false),
  ]);
  assert.deepEqual(decided, { one: 'approved', two: 'rejected', trusted: 'approved' });
});

test('trusted domains and projects without approval pass by themselves', () => {
  assert.equal(needsApproval(rule, 'trusted.example'), false);
  assert.equal(needsApproval(rule, 'nottrusted.example'), true);
  assert.deepEqual(outcomes([], { required: false }), {
    one: 'approved',
    two: 'approved',
    trusted: 'approved',
  });
});

test('nobody votes on their own request, however their id is spelt', () => {
  assert.equal(mayVote('0F8FAD5B', '0f8fad5b'), false);
  assert.equal(mayVote('0f8fad5b', '7c9e6679'), true);
});

test('a trusted domain lets nobody pass with extra access, from a look-alike, or who was deleted', () => {
  const needs = (row: Parameters<typeof needsApproval>[2]) =>
    needsApproval(rule, 'trusted.example', row);
  assert.equal(needs({ plan: 'invite', flags: ['first of domain'] }), false);
  assert.equal(needs({ plan: 'access only', flags: [] }), false);
  assert.equal(needs({ plan: 'invite', flags: ['extra access'] }), true);
  assert.equal(needs({ plan: 'invite', flags: ['look-alike domain'] }), true);
  assert.equal(needs({ plan: 'restore', flags: [] }), true);
});

test('people whom the rule names may decide after the escalation, and not before', () => {
  const named = { ...rule, escalateTo: ['isaiah'] };
  const escalatedAt = new Date('2026-11-21T12:00:00Z');
  assert.equal(isEscalatedTo({ rule: named, escalatedAt: null }, 'isaiah'), false);
  assert.equal(isEscalatedTo({ rule: named, escalatedAt }, 'isaiah'), true);
  assert.equal(isEscalatedTo({ rule: named, escalatedAt }, 'gina'), false);
});
