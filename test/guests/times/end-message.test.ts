import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EndedRequest, needsEndMessage } from '../../../src/guests/times/end-message.ts';

const now = new Date('2026-03-02T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const seen: EndedRequest = {
  requesterId: 'alex',
  confirmedAt: ago(20),
  takenUpAt: null,
  cancelledAt: null,
  cancelledBy: null,
  askedOwners: false,
  failed: false,
};
const needs = (changes: Partial<EndedRequest>) => needsEndMessage({ ...seen, ...changes }, now);

test('a request that ended well within the minute after Confirm needs no message', () => {
  assert.equal(needs({}), false);
  assert.equal(needs({ confirmedAt: ago(60) }), false);
});

test('a request that took longer, asked an owner or left something undone needs one', () => {
  assert.equal(needs({ confirmedAt: ago(61) }), true);
  assert.equal(needs({ askedOwners: true }), true);
  assert.equal(needs({ failed: true }), true);
});

test('a clock that went back hides no end', () => {
  assert.equal(needs({ confirmedAt: ago(-5) }), true);
});

test('a retry counts from its own click, and from no earlier approval', () => {
  const before = { confirmedAt: ago(9000), askedOwners: true };
  assert.equal(needs({ ...before, takenUpAt: ago(20) }), false);
  assert.equal(needs({ ...before, takenUpAt: ago(61) }), true);
  assert.equal(needs({ ...before, takenUpAt: ago(20), failed: true }), true);
});

test('a requester who stops the request sees it stop, unless that takes long', () => {
  const stopped = { confirmedAt: ago(9000), askedOwners: true, cancelledBy: 'alex' };
  assert.equal(needs({ ...stopped, cancelledAt: ago(1) }), false);
  assert.equal(needs({ ...stopped, cancelledAt: ago(61) }), true);
});

test('a request that somebody else stops needs a message', () => {
  assert.equal(needs({ cancelledBy: 'isaiah', cancelledAt: ago(1) }), true);
});
