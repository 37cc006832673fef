import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { drawApproval } from '../../../bot/drawing/draw-approval.ts';
import type { Project } from '../../../src/guests/project/project.ts';
import { approvalsOf, readApproval } from '../../../src/store/approvals/approvals.ts';
import { waitingApprovals } from '../../../src/store/approvals/waiting-approvals.ts';
import { askOwners } from '../../../src/work/approval/ask-owners.ts';
import { type Ballot, castVote } from '../../../src/work/approval/cast-vote.ts';
import { readDecider } from '../../../src/work/approval/read-decider.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { applyRule, asksOwners, makeDraft, tenantId } from '../../store/make-request.ts';
import type { TestServer } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { channelId, place, placesOf, teamId } from '../atlas-in-teams.ts';
import { openWorkshop } from '../workshop.ts';

export const hourMs = 3600_000;
export const who = (name: string) => ({ tenantId, personId: name, name });
export const stages = [
  { approvers: 1, owners: ['olga', 'both'], timeout: 'P1D' },
  { approvers: 2, owners: ['omar', 'otto', 'both'], timeout: 'P2D' },
];

/** A person as the click reads them: an owner of everything that names them now. */
export const voter = (name: string) => ({
  ...who(name),
  rights: { member: true, owns: ({ owners }: Pick<Project, 'owners'>) => owners.includes(name) },
});

/** Two partners of Atlas, whose owner Ines decides nothing: two stages do. */
export async function openStaged(t: TestContext, server: TestServer, { inChannel = false } = {}) {
  const shop = await openWorkshop(t, server);
  const channel = inChannel ? { channel: { teamId, channelId } } : {};
  const rule = { approval: asksOwners({ stages }), owners: ['ines'], ...channel };
  await applyRule(shop.db, rule, shop.clock.now());
  if (inChannel) await place(shop, 'channel', channelId);
  const people = inChannel ? [] : ['olga', 'omar', 'otto', 'both', 'ines'];
  for (const key of [...people, alex.personId]) await place(shop, 'person', key);
  await sql`update place set name = initcap(key) where key <> ${alex.personId}`.execute(shop.db);
  const id = await makeDraft(shop.db, { addresses: ['jane@fabrikam.com', 'joe@fabrikam.com'] });
  await confirmRequest(shop, alex, { requestId: id, version: 1, onlyValid: false });
  const [{ id: approvalId } = { id: 0 }] = await approvalsOf(shop.db, id);
  const announcer = placesOf(shop);
  const asking = { ...shop, announcer, operatorsGroup: undefined, peopleIn: async () => [] };
  const ask = () => askOwners(asking, approvalId);
  await ask();
  const vote = async (
    name: string,
    version: number,
    approve: Ballot['approve'] = 'all',
    said = 'No',
  ) => {
    const ballot = { approvalId, version, approve, reason: approve === 'all' ? undefined : said };
    return (await castVote(shop, voter(name), ballot)).kind;
  };
  const stage = async () => (await readApproval(shop.db, approvalId))?.stage;
  const viewer = () => ({ language: 'en', timeZone: 'UTC', now: shop.clock.now() }) as const;
  const card = async (personId: string) => {
    const as = { as: 'owner', personId, list: 'first' } as const;
    const drawn = await drawApproval(shop.db, approvalId, { ...viewer(), ...as });
    return JSON.stringify(drawn?.card.card);
  };
  const groups = { inviters: undefined, bulkInviters: undefined, operators: undefined };
  const [readPerson, memberGroups] = [async () => undefined, async () => new Set<string>()];
  const rights = { groups, loopback: true, readPerson, memberGroups };
  const waits = async (personId: string) => {
    const decider = await readDecider({ ...shop, rights }, who(personId), shop.clock.now());
    assert.ok(decider);
    const part = { offset: 0, limit: 9 };
    return (await waitingApprovals(shop.db, decider, part, shop.clock.now())).length;
  };
  return { shop, id, approvalId, announcer, asking, ask, vote, stage, card, rights, waits, viewer };
}
