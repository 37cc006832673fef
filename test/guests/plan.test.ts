import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Found, planFor } from '../../src/guests/plan.ts';

const guest: Found = {
  objectId: 'e0000000-0000-4000-8000-000000000001',
  userType: 'Guest',
  externalUserState: 'PendingAcceptance',
  accountEnabled: true,
  deleted: false,
};

test('the bot invites an address without an account', () => {
  assert.equal(planFor(undefined), 'invite');
});

test('a guest gets access only, whether pending, accepted or never invited', () => {
  for (const externalUserState of ['PendingAcceptance', 'Accepted', null] as const) {
    assert.equal(planFor({ ...guest, externalUserState }), 'access only');
  }
});

test('a member gets access as a member', () => {
  assert.equal(planFor({ ...guest, userType: 'Member', externalUserState: null }), 'member');
});

test('the plan for a blocked account is blocked, guest or member', () => {
  assert.equal(planFor({ ...guest, accountEnabled: false }), 'blocked');
  assert.equal(planFor({ ...guest, userType: 'Member', accountEnabled: false }), 'blocked');
});

test("the bot restores a deleted guest, even a blocked one, and never a deleted member's account", () => {
  assert.equal(planFor({ ...guest, deleted: true }), 'restore');
  assert.equal(planFor({ ...guest, deleted: true, accountEnabled: false }), 'restore');
  assert.equal(planFor({ ...guest, userType: 'Member', deleted: true }), 'blocked');
});
