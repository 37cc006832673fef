import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Found, Plan } from '../../src/guests/plan.ts';
import { type Now, planAgain } from '../../src/guests/plan-again.ts';

const guest: Found = {
  objectId: 'e0000000-0000-4000-8000-000000000001',
  userType: 'Guest',
  externalUserState: 'Accepted',
  accountEnabled: true,
  deleted: false,
};
const there = (facts: Partial<Found> = {}): Now => ({
  kind: 'there',
  found: { ...guest, ...facts },
});
const nobody: Now = { kind: 'nobody' };
const gone: Now = { kind: 'gone' };
const member = there({ userType: 'Member' });
const blocked = there({ accountEnabled: false });

/** The plan at review, what the step finds, and the outcome: the plan and why it changed, or why the bot refuses. */
const cases: readonly (readonly [Plan, Now, string])[] = [
  ['invite', nobody, 'invite'],
  ['invite', there(), 'access only: guest already'],
  ['invite', member, 'member: member'],
  ['invite', blocked, 'refused: blocked guest'],
  ['invite', gone, 'refused: deleted since'],
  ['access only', there(), 'access only'],
  ['access only', member, 'member: made member'],
  ['access only', blocked, 'refused: blocked guest'],
  ['access only', gone, 'refused: deleted since'],
  ['member', member, 'member'],
  ['member', there(), 'access only: made guest'],
  ['member', gone, 'refused: deleted since'],
  ['restore', there(), 'access only: guest already'],
  ['restore', member, 'member: member'],
  ['access only', nobody, 'invite: invited after all'],
  ['invite', there({ deleted: true }), 'refused: deleted guest'],
];

for (const [reviewed, now, expected] of cases) {
  const what = now.kind === 'there' ? JSON.stringify(now.found) : now.kind;
  test(`reviewed as ${reviewed}, the step finds ${what}: ${expected}`, () => {
    const again = planAgain(reviewed, now, 'jane@fabrikam.example');
    const changed = again.kind === 'go' && again.changed ? `: ${again.changed.code}` : '';
    const said = again.kind === 'go' ? `${again.plan}${changed}` : `refused: ${again.reason.code}`;
    assert.equal(said, expected);
  });
}
