import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalTimes, dueFor } from '../../../src/guests/approval/approval-times.ts';
import type { ApprovalRule } from '../../../src/guests/project/project.ts';

const rule: ApprovalRule = {
  required: true,
  approvers: 1,
  autoApproveDomains: [],
  escalateTo: [],
  requireReason: false,
};
const askedAt = new Date('2026-03-28T12:00:00Z');
const at = (text: string) => new Date(text);

test('without durations an approval never escalates and never times out', () => {
  const times = approvalTimes(rule, askedAt);
  assert.deepEqual(times, { timesOutAt: null, escalatesAt: null });
  assert.equal(dueFor({ ...times, escalatedAt: null }, at('2099-01-01T00:00:00Z')), undefined);
});

test('durations count from the moment when the bot asks', () => {
  const escalatesAt = (escalateAfter: string) =>
    approvalTimes({ ...rule, escalateAfter }, askedAt).escalatesAt?.toISOString();
  assert.equal(escalatesAt('PT30M'), '2026-03-28T12:30:00.000Z');
  assert.equal(escalatesAt('PT36H'), '2026-03-30T00:00:00.000Z');
  assert.equal(escalatesAt('P1D'), '2026-03-29T12:00:00.000Z', 'whatever clocks do that night');
});

test('an approval escalates once when that is due, and then times out', () => {
  const times = approvalTimes({ ...rule, escalateAfter: 'P1D', timeout: 'P3D' }, askedAt);
  const open = { ...times, escalatedAt: null };
  assert.equal(dueFor(open, at('2026-03-29T11:59:59Z')), undefined);
  assert.equal(dueFor(open, at('2026-03-29T12:00:00Z')), 'escalation');
  const escalated = { ...times, escalatedAt: at('2026-03-29T12:00:04Z') };
  assert.equal(dueFor(escalated, at('2026-03-31T11:59:59Z')), undefined);
  assert.equal(dueFor(escalated, at('2026-03-31T12:00:00Z')), 'time out');
});

test('an approval that timed out while the bot was down does not escalate first', () => {
  const times = approvalTimes({ ...rule, escalateAfter: 'P1D', timeout: 'P3D' }, askedAt);
  assert.equal(dueFor({ ...times, escalatedAt: null }, at('2026-04-02T12:00:00Z')), 'time out');
});
