import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalsOf } from '../../../src/store/approvals/approvals.ts';
import { lostVoters } from '../../../src/store/approvals/lost-voters.ts';
import { record } from '../../../src/store/history.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { remindOwners } from '../../../src/work/approval/remind-owners.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { makeDraft, makeProject, requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const owner = 'a0000000-0000-4000-8000-000000000002';
const alex = { tenantId, personId: requesterId, name: 'Alex', rights: { operator: false } };
const rights = {
  groups: { inviters: undefined, bulkInviters: undefined, operators: undefined },
  loopback: true,
  readPerson: async () => undefined,
  memberGroups: async () => new Set<string>(),
};

test('an owner whose vote was dropped is awaited again once they may decide, and in another stage', async (t) => {
  const shop = await openWorkshop(t, server);
  const approval = { ...makeProject('atlas').approval, required: true, timeout: 'P2D' };
  const ownedBy = (owners: string[]) =>
    applyProjects(shop.db, [makeProject('atlas', { approval, owners })], shop.clock.now());
  await ownedBy([owner]);
  const requestId = await makeDraft(shop.db, { addresses: ['jane@fabrikam.com'] });
  await confirmRequest(shop, alex, { requestId, version: 1, onlyValid: false });
  const [{ id: approvalId } = { id: 0 }] = await approvalsOf(shop.db, requestId);
  const lost = () => lostVoters(shop.db, { requestId, approvalId });
  const drop = (person: string, stage: number) =>
    record(
      shop.db,
      { actor: 'guestlist', what: 'vote lost', requestId, approvalId, detail: { person, stage } },
      shop.clock.now(),
    );
  const look = async () => {
    shop.clock.advance(2 * 3600_000);
    await remindOwners({ ...shop, rights });
  };
  await drop(owner, 1);
  await drop('who voted in another stage', 2);
  assert.deepEqual(await lost(), [owner]);
  await ownedBy([]);
  await look();
  assert.deepEqual(await lost(), [owner]);
  await ownedBy([owner]);
  await look();
  assert.deepEqual(await lost(), []);
  await drop(owner, 1);
  assert.deepEqual(await lost(), [owner], 'and lost once more');
});
