import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  type Action,
  type Actor,
  actions,
  isRequesterStill,
  mayDo,
  type Relation,
} from '../../src/guests/rights.ts';

const nobody: Actor = {
  tenantOk: true,
  member: true,
  inviter: false,
  bulkInviter: false,
  operator: false,
};
const inviter = { ...nobody, inviter: true };
const bulkInviter = { ...inviter, bulkInviter: true };
const operator = { ...nobody, operator: true };
const stranger: Relation = { requester: false, owner: false };
const requester = { ...stranger, requester: true };
const owner = { ...stranger, owner: true };
const both = { requester: true, owner: true };

/** The rights of, in this order: a requester who is an inviter, an owner, an operator, anybody else in the tenant. */
const table: Record<Action, [boolean, boolean, boolean, boolean]> = {
  invite: [true, false, false, false],
  'invite many': [false, false, false, false],
  'see request': [true, true, true, false],
  review: [true, false, false, false],
  confirm: [true, false, false, false],
  'confirm many': [false, false, false, false],
  'get results': [true, false, false, false],
  'see answers': [false, false, true, false],
  cancel: [true, false, true, false],
  retry: [true, false, true, false],
  resume: [false, false, true, false],
  hold: [true, false, true, false],
  'hold ends': [false, true, true, false],
  release: [true, false, true, false],
  'release for operator': [false, false, true, false],
  pending: [true, true, true, false],
  report: [true, true, true, false],
  guest: [true, true, true, false],
  guests: [false, true, true, false],
  resend: [true, true, true, false],
  'resend pending': [false, true, true, false],
  'give up': [true, true, true, false],
  revoke: [false, true, true, false],
  extend: [false, true, true, false],
  'ask extension': [true, true, true, false],
  remove: [false, false, true, false],
  restore: [false, false, true, false],
  reset: [false, false, true, false],
  forget: [false, false, true, false],
  export: [false, false, true, false],
  audit: [false, false, true, false],
  doctor: [false, false, true, false],
  decide: [false, true, false, false],
  'link channel': [false, true, true, false],
  mute: [false, true, false, false],
  'see digest': [true, true, true, true],
  settings: [true, true, true, true],
};
const isAction = (name: string): name is Action => name in table;

for (const action of actions) {
  test(`the people in the design's table may ${action}, and nobody else`, () => {
    assert.ok(isAction(action), 'the table of this test lacks it');
    assert.deepEqual(
      [
        mayDo(action, inviter, requester),
        mayDo(action, nobody, owner),
        mayDo(action, operator, stranger),
        mayDo(action, nobody, stranger),
      ],
      table[action],
    );
  });

  test(`guests and people from other tenants may not ${action}, whatever else they are`, () => {
    assert.ok(isAction(action));
    const all = { ...bulkInviter, operator: true };
    assert.equal(mayDo(action, { ...all, member: false }, owner), false);
    assert.equal(mayDo(action, { ...all, tenantOk: false }, owner), false);
    assert.equal(mayDo(action, { ...all, member: false }, requester), false);
  });
}

test('files and long lists need the right to invite many', () => {
  assert.equal(mayDo('invite many', bulkInviter, stranger), true);
  assert.equal(mayDo('confirm many', bulkInviter, requester), true);
  assert.equal(mayDo('confirm many', bulkInviter, stranger), false);
});

test('a requester who is no inviter any more cannot confirm', () => {
  assert.equal(mayDo('confirm', nobody, requester), false);
});

test('nobody decides on their own request, not as an owner or an operator', () => {
  assert.equal(mayDo('decide', { ...bulkInviter, operator: true }, both), false);
});

/** The rows of the table in docs/security.md. */
const documented: Record<string, Action> = {
  invite: 'invite',
  'a file, or `BULK_FROM` partners and more': 'invite many',
  'see a request': 'see request',
  'stop a request': 'cancel',
  retry: 'retry',
  'hold a request': 'hold',
  'let it go on': 'release',
  'hold ends by date and let them go on': 'hold ends',
  'let go on what an operator holds': 'release for operator',
  'resume after a stop of everything': 'resume',
  'approve, reject': 'decide',
};

test('the page on security says who may do what', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  const [, rows = ''] = page.split(
    '| | requester | owner of the project | operator |\n|---|---|---|---|\n',
  );
  const cells = (rows.split('\n\n')[0] ?? '').split('\n').map((row) => row.split('|').slice(1, -1));
  const said = cells.map(([name = '', ...who]) => {
    const has = who.map((cell) => !/^(no|asks|never their own)$/.test(cell.trim()));
    // "The same": owners and operators need what everybody needs.
    const isForAll = who[1]?.trim() === 'the same';
    return [name.trim(), isForAll ? has.slice(0, 1) : has];
  });
  const really = Object.entries(documented).map(([name, action]) => {
    const has = [
      mayDo(action, bulkInviter, requester),
      mayDo(action, nobody, owner),
      mayDo(action, operator, stranger),
    ];
    return [name, action.startsWith('invite') ? has.slice(0, 1) : has];
  });
  assert.deepEqual(said, really);
});

test('an inviter who was asked whether to revoke goes on to see what they began, while they may invite', () => {
  const asked = { kind: 'end', choice: { about: { asked: true } } } as const;
  assert.equal(isRequesterStill(asked, inviter, false), true);
  assert.equal(isRequesterStill(asked, nobody, false), false);
  // An owner or operator who answered needs their own right.
  const answered = { kind: 'end', choice: { about: { asked: false } } } as const;
  assert.equal(isRequesterStill(answered, inviter, false), false);
  assert.equal(isRequesterStill(answered, nobody, true), true);
  assert.equal(isRequesterStill({ kind: 'end', choice: {} }, inviter, false), false);
});
