import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultKind, resultStatus } from '../../../src/guests/list/result-status.ts';

const row: Parameters<typeof resultStatus>[0] = {
  hasProblems: false,
  skipped: false,
  stays: false,
  held: false,
  state: 'complete',
  plan: 'invite',
  guestState: 'pending',
  kind: 'invite',
  requestKind: 'invite',
  cause: null,
  effect: false,
  removed: false,
};

test('a row with problems is a problem, whatever else is true', () => {
  assert.equal(resultStatus({ ...row, hasProblems: true, skipped: true }), 'problem');
});

test('a row that needed nothing, or never became an invitation, is skipped', () => {
  assert.equal(resultStatus({ ...row, skipped: true, state: null }), 'skipped');
  assert.equal(resultStatus({ ...row, state: null }), 'skipped');
  assert.equal(resultStatus({ ...row, state: 'skipped' }), 'skipped');
});

test('a complete row says invited, access given or accepted', () => {
  assert.equal(resultStatus(row), 'invited');
  assert.equal(resultStatus({ ...row, plan: 'restore' }), 'access given');
  assert.equal(resultStatus({ ...row, plan: 'access only' }), 'access given');
  assert.equal(resultStatus({ ...row, plan: 'member', guestState: 'none' }), 'access given');
  assert.equal(resultStatus({ ...row, guestState: 'accepted' }), 'accepted');
});

test('a row that is rejected, cancelled, partly done, failed or unknown says so', () => {
  for (const state of ['rejected', 'cancelled', 'partly', 'failed', 'unknown'] as const) {
    assert.equal(resultStatus({ ...row, state }), state);
  }
});

test('a row that ends, extends, removes or restores says what it did, or kept', () => {
  const end = { ...row, kind: 'end', requestKind: 'end', effect: true } as const;
  assert.equal(resultStatus({ ...end, cause: 'asked' }), 'revoked');
  assert.equal(resultStatus({ ...end, cause: 'undone' }), 'revoked');
  assert.equal(resultStatus({ ...end, cause: 'due' }), 'expired');
  assert.equal(resultStatus({ ...end, cause: 'due', effect: false }), 'kept');
  assert.equal(resultStatus({ ...end, kind: 'extend' }), 'extended');
  assert.equal(resultStatus({ ...end, kind: 'remove' }), 'removed');
  assert.equal(resultStatus({ ...end, kind: 'restore' }), 'restored');
});

test('an invitation says when its access is over or the bot removed its account', () => {
  assert.equal(resultStatus({ ...row, state: 'revoked', guestState: 'accepted' }), 'revoked');
  assert.equal(resultStatus({ ...row, state: 'expired' }), 'expired');
  assert.equal(resultStatus({ ...row, state: 'revoked', removed: true }), 'removed');
  assert.equal(resultStatus({ ...row, guestState: 'deleted', removed: true }), 'removed');
  assert.equal(resultStatus({ ...row, requestKind: 'extend' }), 'extended');
});

test('a row under way has no status yet, unless it is held', () => {
  for (const state of ['awaiting approval', 'approved', 'working'] as const) {
    assert.equal(resultStatus({ ...row, state }), null);
    assert.equal(resultStatus({ ...row, state, held: true }), 'held');
  }
});

test('a row that timed out or that the requester withdrew is not called rejected or cancelled', () => {
  assert.equal(resultKind('rejected', 'approval timed out'), 'timed out');
  assert.equal(resultKind('rejected', 'rejected by owner'), 'rejected');
  assert.equal(resultKind('cancelled', 'withdrawn by requester'), 'withdrawn');
  assert.equal(resultKind('cancelled', 'cancelled by requester'), 'cancelled');
  assert.equal(resultKind('failed', undefined), 'failed');
});
