import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AccountToEnd } from '../../../src/guests/ending/decide-account.ts';
import { decideEnd } from '../../../src/guests/ending/decide-end.ts';
import { decideGrant, type GrantToEnd } from '../../../src/guests/ending/decide-grant.ts';
import { whenOver } from '../../../src/guests/project/ending-defaults.ts';

const minute = 60_000;
const given = new Date('2026-03-01T10:00:00Z');
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 5 });
const anyGrant: fc.Arbitrary<GrantToEnd> = fc.record({
  kind: fc.constantFrom('group', 'app', 'licence'),
  target: fc.uuid(),
  detail: fc.constantFrom('', '40000000-0000-4000-8000-000000000001'),
  made: fc.constantFrom('by us', 'not by us'),
  givenAt: fc.option(fc.constant(given), { nil: undefined }),
  neededBy: ids,
  held: fc.record({
    how: fc.constantFrom('direct', 'by group', 'by rule', 'gone'),
    since: fc.option(
      fc.integer({ min: -60, max: 60 }).map((n) => new Date(given.getTime() + n * minute)),
      {
        nil: undefined,
      },
    ),
  }),
});
const anyAccount: fc.Arbitrary<AccountToEnd> = fc.record({
  userType: fc.constantFrom('Guest', 'Member'),
  made: fc.constantFrom('by us', 'not by us'),
  state: fc.constantFrom('enabled', 'blocked by us', 'blocked by others', 'gone'),
  directoryRole: fc.constantFrom('yes', 'no', 'not readable'),
  isOperator: fc.boolean(),
  live: ids,
});
const anyGuest = fc.record({
  ending: ids.map((all) => new Set(all)),
  grants: fc.array(anyGrant, { maxLength: 6 }),
  account: anyAccount,
  rules: fc.array(fc.constantFrom(...whenOver), { maxLength: 3 }),
});

test('the bot takes only what it gave, what the guest has directly and what no other live invitation needs', () => {
  fc.assert(
    fc.property(anyGuest, (guest) => {
      const decided = decideEnd(guest);
      assert.equal(decided.grants.length, guest.grants.length);
      for (const [index, fate] of decided.grants.entries()) {
        const of = guest.grants[index];
        assert.ok(of !== undefined && fate.target === of.target && fate.kind === of.kind);
        if (fate.fate === 'stay') continue;
        assert.ok(of.neededBy.every((id) => guest.ending.has(id)));
        assert.equal(of.made, 'by us');
        assert.equal(of.held.how, 'direct');
      }
    }),
    { numRuns: 2000 },
  );
});

test('the bot always takes what it gave, what the guest has directly and what only ending invitations need', () => {
  fc.assert(
    fc.property(anyGrant, (any) => {
      const ours: GrantToEnd = { ...any, made: 'by us', held: { how: 'direct' } };
      assert.equal(decideGrant(ours, new Set(any.neededBy)).fate, 'take');
    }),
  );
});

test('an account goes only if the bot made it for a guest, no invitation needs it and every rule says so', () => {
  fc.assert(
    fc.property(anyGuest, (guest) => {
      const { fate } = decideEnd(guest).account;
      if (fate === 'keep') return;
      const { userType, made, state, directoryRole, live } = guest.account;
      assert.deepEqual([userType, made, directoryRole], ['Guest', 'by us', 'no']);
      assert.ok(state === 'enabled' || state === 'blocked by us');
      assert.ok(live.every((id) => guest.ending.has(id)));
      assert.ok(guest.rules.length > 0 && !guest.rules.includes('keep'));
      if (fate === 'remove') assert.ok(guest.rules.every((rule) => rule === 'remove'));
    }),
    { numRuns: 2000 },
  );
});

test('the end of one of several invitations takes nothing that the others still need', () => {
  fc.assert(
    fc.property(anyGrant, (any) => {
      const ours: GrantToEnd = { ...any, made: 'by us', held: { how: 'direct' } };
      const fates = ours.neededBy.map((id) => decideGrant(ours, new Set([id])).fate);
      if (ours.neededBy.length > 1) assert.ok(fates.every((fate) => fate === 'stay'));
    }),
  );
});
