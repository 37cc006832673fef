import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { approvalsOf } from '../../../src/store/approvals/approvals.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { anyPlace, markPlaceDead } from '../../../src/store/telling/places.ts';
import { askOwners } from '../../../src/work/approval/ask-owners.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { remindOwners } from '../../../src/work/approval/remind-owners.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { makeDraft, makeProject, requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { place, placesOf } from '../atlas-in-teams.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const alex = { tenantId, personId: requesterId, name: 'Alex', rights: { operator: false } };
const who = (personId: string) => ({ tenantId, personId, name: personId });
const rightsOf = (owns: boolean) => ({ member: true, owns: () => owns });
const owns = rightsOf(true);

/** Atlas asks Olga and Omar, who have two days and must both approve. */
const atlas = (owners: string[]) =>
  makeProject('atlas', {
    approval: {
      ...makeProject('atlas').approval,
      required: true,
      approvers: 2,
      timeout: 'P2D',
    },
    owners,
  });

type Asked = { shop: Workshop; approvalId: number; blocked: Set<string> };
const cases: [what: string, standIn: string, change: (asked: Asked) => unknown, told: string[]][] =
  [
    ['can decide', 'sam', () => undefined, ['omar', 'sam']],
    [
      'has decided for another owner',
      'sam',
      async ({ shop, approvalId }) => {
        await nameStandIn(telling(shop), who('omar'), standing(shop, 'sam'), ['atlas']);
        const standsFor = [{ personId: 'omar', rights: owns }];
        const sam = { ...who('sam'), rights: rightsOf(false), standsFor };
        const ballot = { approvalId, version: 1, approve: 'all', reason: undefined } as const;
        assert.equal((await castVote(shop, sam, ballot)).kind, 'counted');
      },
      ['olga'],
    ],
    ['is blocked', 'sam', ({ blocked }) => blocked.add('sam'), ['olga', 'omar']],
    [
      'has become an owner',
      'sam',
      ({ shop }) => applyProjects(shop.db, [atlas(['olga', 'omar', 'sam'])], shop.clock.now()),
      ['olga', 'omar', 'sam'],
    ],
    ['asked for it', requesterId, () => undefined, ['olga', 'omar']],
    [
      'cannot be reached',
      'sam',
      async ({ shop }) => {
        const chat = await anyPlace(shop.db, tenantId, 'person', 'sam');
        await markPlaceDead(shop.db, chat?.id ?? 0, shop.clock.now());
      },
      ['olga', 'omar'],
    ],
  ];

const telling = (shop: Workshop) => ({ ...shop, announcer: placesOf(shop) });
const standing = (shop: Workshop, personId: string) => ({
  personId,
  name: personId,
  lastDay: '2026-03-10',
  endsAt: new Date(shop.clock.now().getTime() + 9 * 86_400_000),
});

for (const [what, standIn, change, told] of cases) {
  test(`an owner is reminded ${told.includes('olga') ? 'although' : 'no more where'} a stand-in ${what}`, async (t) => {
    const shop = await openWorkshop(t, server);
    await applyProjects(shop.db, [atlas(['olga', 'omar'])], shop.clock.now());
    for (const key of ['olga', 'omar', 'sam', requesterId]) await place(shop, 'person', key);
    const requestId = await makeDraft(shop.db, { addresses: ['p@fabrikam.com'] });
    await confirmRequest(shop, alex, { requestId, version: 1, onlyValid: false });
    const [{ id: approvalId } = { id: 0 }] = await approvalsOf(shop.db, requestId);
    await nameStandIn(telling(shop), who('olga'), standing(shop, standIn), ['atlas']);
    const asking = { ...telling(shop), operatorsGroup: undefined, peopleIn: async () => [] };
    await askOwners(asking, approvalId);
    const blocked = new Set<string>();
    shop.directory.put('sam@contoso.com', {
      objectId: 'sam',
      userType: 'Member',
      accountEnabled: false,
    });
    await change({ shop, approvalId, blocked });
    shop.clock.set(25 * 3600_000);
    const rights = {
      groups: { inviters: undefined, bulkInviters: undefined, operators: undefined },
      loopback: true,
      readPerson: async (id: string) =>
        blocked.has(id) ? shop.directory.readPerson(id) : undefined,
      memberGroups: async () => new Set<string>(),
    };
    await remindOwners({ ...shop, rights });
    const { rows } = await sql<{ key: string }>`
      select person_id as key from reminder order by 1`.execute(shop.db);
    assert.deepEqual(
      rows.map(({ key }) => key),
      told,
    );
  });
}
