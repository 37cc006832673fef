import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountToEnd } from '../../../src/guests/ending/decide-account.ts';
import {
  decideAccount,
  decideRemoval,
  removalRefused,
} from '../../../src/guests/ending/decide-account.ts';
import { decideGrant, type GrantToEnd } from '../../../src/guests/ending/decide-grant.ts';
import { waitingRequest } from '../../../src/guests/ending/waiting-request.ts';
import { isFinal, liveStates } from '../../../src/guests/states.ts';

const minute = 60_000;
const given = new Date('2026-03-01T10:00:00Z');
const grant: GrantToEnd = {
  kind: 'group',
  target: '9a000000-0000-4000-8000-000000000005',
  detail: '',
  made: 'by us',
  givenAt: given,
  neededBy: [1],
  held: { how: 'direct' },
};
const account: AccountToEnd = {
  userType: 'Guest',
  made: 'by us',
  state: 'enabled',
  directoryRole: 'no',
  isOperator: false,
  live: [1],
};
const one = new Set([1]);
const later = (ms: number) => new Date(given.getTime() + ms);

const grants: [what: string, change: Partial<GrantToEnd>, code: string | undefined][] = [
  ['the bot takes a grant that it gave', {}, undefined],
  ['the bot does not take a grant that is gone', { held: { how: 'gone' } }, 'grant gone already'],
  ['a grant from before the bot stays', { made: 'not by us' }, 'grant there before'],
  ['a grant that another invitation needs stays', { neededBy: [1, 2] }, 'grant needed elsewhere'],
  ['a grant through a group stays', { held: { how: 'by group' } }, 'grant through group'],
  ['a grant by a rule stays', { held: { how: 'by rule' } }, 'grant by rule'],
  [
    'a grant that somebody took and gave again stays',
    { held: { how: 'direct', since: later(11 * minute) } },
    'grant given again',
  ],
  [
    'the bot takes a grant that the directory dates a little later than the bot does',
    { held: { how: 'direct', since: later(9 * minute) } },
    undefined,
  ],
  [
    'a role that somebody took and gave again moments later stays, for it has another id',
    { gifts: ['a'], held: { how: 'direct', since: given, assignmentId: 'b' } },
    'grant given again',
  ],
  [
    'the bot takes a role with the id of its own gift, whatever its date',
    { gifts: ['a'], held: { how: 'direct', since: later(11 * minute), assignmentId: 'a' } },
    undefined,
  ],
];
for (const [what, change, code] of grants) {
  test(what, () => {
    const decided = decideGrant({ ...grant, ...change }, one);
    assert.equal(decided.fate === 'stay' ? decided.why.code : undefined, code);
  });
}

test('the decision names a grant that stays by its id, from which the card gets its name', () => {
  const decided = decideGrant({ ...grant, made: 'not by us' }, one);
  const { target: id } = grant;
  assert.deepEqual(decided, {
    fate: 'stay',
    why: { code: 'grant there before', values: { id, name: id, kind: 'group' } },
  });
});

test('when two invitations of one guest end together, the bot takes what both gave', () => {
  const both = new Set([1, 2]);
  assert.equal(decideGrant({ ...grant, neededBy: [1, 2] }, both).fate, 'take');
});

const accounts: [what: string, change: Partial<AccountToEnd>, code: string][] = [
  ['a member', { userType: 'Member' }, 'account of member'],
  ['a person with a directory role', { directoryRole: 'yes' }, 'role holder'],
  ['an operator', { isOperator: true }, 'operator account'],
  ['a person with unreadable roles', { directoryRole: 'not readable' }, 'roles not readable'],
  ['a guest whom the bot did not make', { made: 'not by us' }, 'account not ours'],
  ['a guest of another live invitation', { live: [1, 7] }, 'account needed'],
  [
    'a guest whom somebody else blocked',
    { state: 'blocked by others' },
    'account blocked by others',
  ],
  ['a guest who is gone', { state: 'gone' }, 'account gone already'],
];
for (const [what, change, code] of accounts) {
  test(`the account of ${what} stays, whatever the project says`, () => {
    for (const rule of ['block', 'remove'] as const) {
      const decided = decideAccount({ ...account, ...change }, one, [rule]);
      assert.deepEqual(decided, { fate: 'keep', why: { code } });
    }
  });
}

test('the mildest rule of the ending projects wins, and without a rule the account stays', () => {
  assert.equal(decideAccount(account, one, ['remove']).fate, 'remove');
  assert.equal(decideAccount(account, one, ['remove', 'block']).fate, 'block');
  for (const rules of [[], ['keep'], ['remove', 'keep', 'block']] as const)
    assert.deepEqual(decideAccount(account, one, rules), {
      fate: 'keep',
      why: { code: 'account kept by rule' },
    });
});

test('the bot removes a blocked account when that is due, unless somebody unblocked or invited the guest since', () => {
  const blocked: AccountToEnd = { ...account, state: 'blocked by us', live: [] };
  const codeOf = (change: Partial<AccountToEnd>) => {
    const decided = decideRemoval({ ...blocked, ...change });
    return decided.fate === 'keep' ? decided.why.code : decided.fate;
  };
  assert.equal(codeOf({}), 'remove');
  assert.equal(codeOf({ state: 'enabled' }), 'account unblocked since');
  assert.equal(codeOf({ live: [9] }), 'account needed');
  assert.equal(codeOf({ directoryRole: 'yes' }), 'role holder');
  assert.equal(codeOf({ isOperator: true }), 'operator account');
  assert.equal(codeOf({ state: 'gone' }), 'account gone already');
});

test('an operator may remove any guest, and never a member or a holder of a role', () => {
  const refusal = (change: Partial<AccountToEnd>) =>
    removalRefused({ ...account, ...change })?.code;
  assert.equal(refusal({ made: 'not by us' }), undefined);
  assert.equal(refusal({ state: 'blocked by others' }), undefined);
  assert.equal(refusal({ userType: 'Member' }), 'account of member');
  assert.equal(refusal({ directoryRole: 'yes' }), 'role holder');
  assert.equal(refusal({ isOperator: true }), 'operator account');
  assert.equal(refusal({ directoryRole: 'not readable' }), 'roles not readable');
});

test('an invitation that may still get access is live, and one that is over is not', () => {
  assert.deepEqual(
    liveStates.filter((state) => !isFinal(state)),
    ['awaiting approval', 'approved', 'working'],
  );
  assert.ok(
    !['revoked', 'expired', 'rejected', 'cancelled', 'failed'].some((state) =>
      liveStates.some((live) => live === state),
    ),
  );
});

test('what only a waiting request needs names that request', () => {
  const needs = [
    { invitationId: 1, requestId: 10, waits: false },
    { invitationId: 2, requestId: 11, waits: true },
  ];
  assert.equal(waitingRequest(needs, one), 11);
  assert.equal(waitingRequest(needs, new Set()), undefined);
  assert.equal(waitingRequest(needs, new Set([1, 2])), undefined);
  const more = [...needs, { invitationId: 3, requestId: 12, waits: true }];
  assert.equal(waitingRequest(more, one), undefined);
  const rows = [...needs, { invitationId: 3, requestId: 11, waits: true }];
  assert.equal(waitingRequest(rows, one), 11);
  const why = { number: '11', waits: 'yes' };
  const stays = decideGrant({ ...grant, neededBy: [1, 2], waiting: 11 }, one);
  const { id, name, kind, ...named } = (stays.fate === 'stay' && stays.why.values) || {};
  assert.deepEqual([kind, named], ['group', why]);
  assert.equal(id, name);
  const kept = decideAccount({ ...account, live: [1, 2], waiting: 11 }, one, ['block']);
  assert.deepEqual(kept, { fate: 'keep', why: { code: 'account needed', values: why } });
});
