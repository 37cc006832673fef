import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoundPerson } from '../../src/graph/people/found-person.ts';
import { removeTestGuest, whoseAccount } from '../../src/work/doctor/remove-test-guest.ts';

test('only an account that the test invited and nobody accepted is for the doctor to delete', () => {
  const since = new Date('2026-11-29T12:00:00.800Z');
  const guest = { address: 'jane@fabrikam.example', objectId: 'AB-1', since };
  const account = {
    objectId: 'ab-1',
    userType: 'Guest',
    externalUserState: 'PendingAcceptance',
    accountEnabled: true,
    deleted: false,
    creationType: 'Invitation',
    createdAt: new Date('2026-11-29T12:00:00Z'),
  } as const;
  const whose = (changes: Partial<FoundPerson>, of: Partial<typeof guest> = {}) =>
    whoseAccount({ ...account, ...changes }, { ...guest, ...of });
  assert.equal(whose({}), 'ours');
  assert.equal(whose({ createdAt: new Date('2026-11-29T11:59:59Z') }), 'older');
  assert.equal(whose({ creationType: null }), 'older');
  assert.equal(whose({ userType: 'Member' }), 'older');
  assert.equal(whose({ externalUserState: 'Accepted' }), 'accepted');
  assert.equal(whose({ externalUserState: null }), 'accepted');
  assert.equal(whose({ objectId: 'ab-2' }), 'unseen');
  assert.equal(whose({ createdAt: undefined }), 'unseen');
  assert.equal(whoseAccount(account, { ...guest, since: undefined }), 'unseen');
});

test('an account that is gone after a delete without an answer is removed, and one that was never seen is not', async () => {
  const since = new Date('2026-11-29T12:00:00Z');
  const guest = { address: 'jane@fabrikam.example', objectId: 'ab-1', since };
  const account = {
    ...{ objectId: 'ab-1', displayName: 'Jane', accountEnabled: true, deleted: false },
    ...({ userType: 'Guest', externalUserState: 'PendingAcceptance' } as const),
    ...{ creationType: 'Invitation', createdAt: since },
  };
  const remove = async (seen: (typeof account | undefined)[]) => {
    const deps = {
      readPerson: async () => seen.shift(),
      removeAccount: async () => ({ kind: 'lost' }) as const,
      sleep: async () => undefined,
    };
    return (await removeTestGuest(deps, guest, { mostTries: 3, everyMs: 1 })).code;
  };
  assert.equal(await remove([account, undefined, undefined]), 'trial removed');
  assert.equal(await remove([account, account, undefined]), 'trial removed');
  assert.equal(await remove([account, account, account]), 'trial left');
  assert.equal(await remove([undefined, undefined, undefined]), 'trial left');
});
