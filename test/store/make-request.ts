import type { ListLayout } from '../../src/guests/list/partner-row.ts';
import { endingDefaults } from '../../src/guests/project/ending-defaults.ts';
import { type Project, tellDefault } from '../../src/guests/project/project.ts';
import { beginningOf } from '../../src/guests/times/careful-start.ts';
import type { Db } from '../../src/store/database.ts';
import {
  insertDraftInvitations,
  type NewInvitation,
} from '../../src/store/invitations/draft-invitations.ts';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import { moveInvitations } from '../../src/store/invitations/move-invitations.ts';
import { applyProjects } from '../../src/store/projects.ts';
import { setBeginning } from '../../src/store/requests/first-rows.ts';
import { markConfirmed } from '../../src/store/requests/move-requests.ts';
import { storeReview } from '../../src/store/requests/request-reviews.ts';
import { insertRows } from '../../src/store/requests/request-rows.ts';
import { insertRequest, markRead } from '../../src/store/requests/requests.ts';

export const tenantId = 'f0000000-0000-4000-8000-000000000001';
export const requesterId = 'a0000000-0000-4000-8000-000000000001';
export const start = new Date('2026-03-02T09:00:00Z');
export const group = 'c0000000-0000-4000-8000-000000000001';
export const otherGroup = 'c0000000-0000-4000-8000-000000000002';

const layout: ListLayout = {
  dialect: 'guestlist',
  delimiter: ',',
  preamble: [],
  header: ['email'],
};

/** A project without approval that gives one group. */
export function makeProject(key: string, changes: Partial<Project> = {}): Project {
  return {
    key,
    name: `Project ${key}`,
    owners: [],
    approval: {
      required: false,
      approvers: 1,
      autoApproveDomains: [],
      escalateTo: [],
      requireReason: false,
    },
    access: { groups: [group], apps: [], licences: [] },
    optionalAccess: { groups: [], apps: [] },
    invitation: { sendMail: true },
    allowedDomains: [],
    remindPartners: [],
    tell: tellDefault,
    ...endingDefaults,
    ...changes,
  };
}

type Wish = {
  addresses: readonly string[];
  projectKey?: string;
  source?: 'file' | 'list' | 'line';
  requester?: string;
  at?: Date;
  /** True: the bot invites the first rows of a large request alone. */
  careful?: boolean;
} & Partial<Pick<NewInvitation, 'access' | 'plan' | 'sendMail' | 'language' | 'foundId' | 'lacks'>>;

/** Makes a draft with one review, so that its requester can confirm version 1. */
export async function makeDraft(db: Db, wish: Wish): Promise<number> {
  const at = wish.at ?? start;
  const id = await insertRequest(
    db,
    {
      tenantId,
      requesterId: wish.requester ?? requesterId,
      requesterName: 'Alex Wilber',
      source: wish.source ?? 'list',
      fileName: 'partners.csv',
      choice: {},
    },
    at,
  );
  const rows = wish.addresses.map((address, index) => ({ row: index + 1, address }));
  await insertRows(
    db,
    id,
    rows.map(({ row, address }) => ({
      row,
      partner: { line: row, cells: [address], address, problems: [] },
    })),
  );
  await markRead(db, id, { layout, notes: [] }, at);
  await storeReview(db, id, 0, { access: [], warnings: [] });
  await insertDraftInvitations(
    db,
    id,
    rows.map(({ row, address }) => ({
      row,
      projectKey: wish.projectKey ?? 'atlas',
      address,
      displayName: `Partner ${row}`,
      language: wish.language ?? 'en-US',
      redirectUrl: 'https://apps.example/',
      sendMail: wish.sendMail ?? true,
      cc: null,
      access: wish.access ?? { groups: [group], apps: [], licences: [] },
      plan: wish.plan ?? 'invite',
      foundId: wish.foundId ?? null,
      lacks: wish.lacks ?? null,
    })),
  );
  return id;
}

/** Makes a request whose invitations may all begin. */
export async function makeApproved(db: Db, wish: Wish): Promise<number> {
  const id = await makeDraft(db, wish);
  const at = wish.at ?? start;
  await markConfirmed(db, { id, version: 1, onlyValid: false }, at);
  const { bulk, trial } = beginningOf(wish.addresses.length);
  await setBeginning(db, id, { bulk, trial: wish.careful ? trial : null });
  await moveInvitations(db, { requestId: id, from: 'draft', to: 'approved' }, at);
  return id;
}

export async function applyAtlas(db: Db, ...more: readonly Project[]): Promise<void> {
  await applyProjects(db, [makeProject('atlas'), ...more], start);
}

/** From now on this is the only project. */
export const applyOnly = (db: Db, key: string): Promise<unknown> =>
  applyProjects(db, [makeProject(key)], start);

/** The rule of a test's project, if it is more than usual. */
export type ProjectRule = NonNullable<Parameters<typeof makeProject>[1]>;

/** The rule of a project whose owners are asked. */
export const asksOwners = (more: Partial<Project['approval']> = {}): Project['approval'] => ({
  ...makeProject('atlas').approval,
  required: true,
  ...more,
});

/** From now on the project atlas has this rule. */
export async function applyRule(db: Db, rule: ProjectRule, at = start): Promise<void> {
  await applyProjects(db, [makeProject('atlas', rule)], at);
}

/** The states of a request's invitations, by row. */
export async function statesIn(db: Db, requestId: number): Promise<string[]> {
  return (await invitationsOf(db, requestId)).map(({ state }) => state);
}
