import { type Db, openDatabase } from '../../src/store/database.ts';
import type { InvitationRecord } from '../../src/store/invitations/invitations.ts';
import { all } from '../../src/store/statement.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';
import type { TenantState } from '../sandbox/tenant/tenant-state.ts';
import type { Mail } from '../sandbox/tenant/world.ts';
import type { Coded, StepRow } from './step-row.ts';

export type Access = {
  groups: string[];
  apps: { servicePrincipalId: string; appRoleId?: string }[];
  licences: { skuId: string }[];
};
export type RequestRow = {
  id: number;
  kind: 'invite' | 'end' | 'extend' | 'remove' | 'restore' | 'resend';
  requesterId: string;
  requesterName: string;
  state: 'draft' | 'confirmed' | 'discarded' | 'lapsed' | 'done';
  choice: { until?: string; about?: object };
  heldReason: Coded | null;
  confirmedAt: Date | null;
  cancelledAt: Date | null;
} & Record<'fileName' | 'automatic', string | null>;
export type ListRow = Record<'requestId' | 'row' | 'line', number> & {
  until: string | null;
  address: string;
  problems: Coded[];
  skipped: Coded | null;
};
export type InvitationRow = Pick<
  InvitationRecord,
  'id' | 'requestId' | 'row' | 'approvalId' | 'guestId' | 'address' | 'displayName' | 'language'
> & {
  projectKey: string | null;
  redirectUrl: string;
  sendMail: boolean;
  linkShownAt: Date | null;
  access: Access;
  plan: 'invite' | 'access only' | 'member' | 'restore' | 'blocked';
  state: string;
  reason: Coded | null;
  kind: 'invite' | 'end' | 'extend' | 'remove' | 'restore' | 'resend';
  cause: string | null;
  endFixedAt: Date | null;
  endsAt: Date | null;
  endZone: string | null;
  endingId: number | null;
  askedFirstBy: string | null;
  findings: import('./row-findings.ts').RowFindings | null;
  about: number[];
  completedAt: Date | null;
  overAt: Date | null;
};
export type GuestRow = {
  id: number;
  address: string;
  objectId: string | null;
  displayName: string | null;
  state: string;
  organisation: string | null;
  stateChangedAt: Date | null;
  removedAt: Date | null;
};
export type ApprovalRow = {
  id: number;
  requestId: number;
  projectKey: string;
  state: 'open' | 'decided' | 'timed out' | 'withdrawn';
  rule: { approvers: number; escalateTo?: string[]; stages?: { approvers: number }[] };
  decidedAt: Date | null;
  askedAt: Date;
  timesOutAt: Date | null;
  escalatedAt: Date | null;
  followedUpAt: Date | null;
  stage: number;
};
export type VoteRow = {
  approvalId: number;
  invitationId: number;
  ownerId: string;
  ownerName: string;
  yes: boolean;
  stage: number;
};
export type ProjectRow = {
  key: string;
  name: string;
  active: boolean;
  definition: {
    guestExpiresAfter?: string;
    approval: { required: boolean; approvers?: number; stages?: unknown[] };
    access: Access;
    owners?: string[];
    ownersGroup?: string;
  };
};
export type AlertRow = {
  id: number;
  projectKey: string;
  guestId: number;
  invitationId: number | null;
  access: string;
  createdAt: Date;
};
/** A card that the bot keeps up to date, with its place. */
export type CardRow = {
  kind: 'request' | 'approval' | 'alert' | 'digest' | 'notice';
  subjectId: number;
  topic: string;
  messageId: string | null;
  wanted: number;
  shown: number;
  deadAt: Date | null;
  moved: boolean;
  detail: unknown;
  place: 'person' | 'channel' | 'team';
  placeKey: string;
  placeName: string | null;
  locale: string | null;
  timeZone: string | null;
};
/** The database's rows at one time. */
export type Stored = {
  requests: RequestRow[];
  rows: ListRow[];
  invitations: InvitationRow[];
  guests: GuestRow[];
  approvals: ApprovalRow[];
  votes: (VoteRow & { castByName: string | null })[];
  steps: StepRow[];
  projects: ProjectRow[];
  alerts: AlertRow[];
  copies: { alertId: number; digestId: number | null; version: number }[];
  noticed: { noticeId: number; projectKey: string; invitationId: number }[];
  asked: { giveUpId: number; projectKey: string; invitationId: number; answer: string | null }[];
  cards: CardRow[];
  noLonger: { approvalId: number; personId: string }[];
  instead: { approvalId: number; personId: string; forName: string; over: boolean }[];
  stopped: boolean;
}; /** The truth: the database's rows, and Graph. */
export type State = Stored & {
  graph: TenantState;
  mails: readonly Mail[];
  /** Microsoft drops mails after the hundredth of a day without an error. */
  dropsMails: boolean;
};

/** Reads all facts behind cards. Reads Graph last, so Graph may know later facts than the rows. */
export async function readState(url: string, tenant: Tenant): Promise<State> {
  const { db, pool } = openDatabase({
    connectionString: url,
    maxConnections: 1,
    onIdleError: () => undefined,
  });
  try {
    const reading = db.transaction().setIsolationLevel('repeatable read');
    const stored = await reading.execute((trx) => readStored(trx));
    return {
      ...stored,
      graph: tenant.state(),
      mails: tenant.mails(),
      dropsMails: !tenant.knobs.ownDomain,
    };
  } finally {
    await pool.end();
  }
}

async function readStored(db: Db): Promise<Stored> {
  const read = all(db);
  return {
    requests: await read<RequestRow>`select * from request order by id`,
    rows: await read<ListRow>`
      select request_id, row, line, partner->>'until' as until, coalesce(partner->>'address', '') as address, problems, skipped from request_row order by request_id, row`,
    invitations: await read<InvitationRow>`select * from invitation order by request_id, row`,
    guests: await read<GuestRow>`select * from guest order by id`,
    approvals: await read<ApprovalRow>`select * from approval order by id`,
    votes: await read<Stored['votes'][number]>`select * from vote order by voted_at, invitation_id`,
    steps: await read<StepRow>`select * from step order by id`,
    projects: await read<ProjectRow>`select * from project`,
    alerts: await read<AlertRow>`select * from alert order by id`,
    copies: await read`select alert_id, digest_id, version from alert_copy order by alert_id`,
    noticed: await read`select n.id as notice_id, n.project_key, r.invitation_id
      from end_notice n join end_notice_row r on r.notice_id = n.id order by r.ends_at, r.invitation_id`,
    asked:
      await read`select * from give_up g join give_up_row r on r.give_up_id = g.id order by r.invitation_id`,
    cards: await read<CardRow>`
      select c.*, p.kind as place, p.key as place_key, p.name as place_name, p.locale, p.time_zone
      from shown_card c join place p on p.id = c.place_id order by c.id`,
    noLonger: await read`select approval_id, from_id as person_id from reassignment
      union all select approval_id, detail->>'person' from history h where what = 'vote lost' and not exists (
        select from history b where b.what = 'may vote again' and b.approval_id = h.approval_id and b.detail->>'person' = h.detail->>'person' and b.id > h.id)`,
    instead:
      await read`select approval_id, i.person_id, person_name as for_name, ended_at is not null
        or exists (select from reassignment r where r.approval_id = i.approval_id and r.from_id = s.person_id) as over
      from asked_instead i join stand_in s on s.id = stand_in_row order by s.id`,
    stopped: (await read`select from breaker where open_since is not null`).length > 0,
  };
}
