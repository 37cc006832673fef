import { sql } from 'kysely';
import type { ApprovalRule } from '../../guests/project/project.ts';
import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';
import type { ApprovalRecord } from './approvals.ts';

/** A person who decides: for these projects, and for approvals that escalated to them. */
export type Decider = {
  tenantId: string;
  personId: string;
  /** For whom they decide: the `decidersKey` of `ApprovalRecord`. */
  owned: readonly string[];
  /** The owners for whom this person stands in now, with the projects for which they decide. */
  standsFor: readonly StoodForIn[];
};

export type StoodForIn = { personId: string; owned: readonly string[] };

/** The part of a list that one card shows. */
export type Part = { offset: number; limit: number };

/** An approval as a list shows it. */
type ListedApproval = {
  id: number;
  requestId: number;
  project: string;
  requesterName: string;
  kind: RequestKind;
  /** How many partners it is about: while it waits, only the waiting partners. */
  partners: number;
  /** How many approvals the whole list has. */
  inAll: number;
};

/** An approval that waits for one person. */
export type WaitingApproval = ListedApproval & {
  askedAt: Date;
  timesOutAt: Date | null;
  /** When the requester last asked to remind the owners. */
  followedUpAt: Date | null;
  /** The live copy of its card in the person's chat. 0: none. */
  cardId: number;
};

/** A person who voted. `instead`: the name of the owner for whom they voted. Empty: they voted for themselves. */
export type Voter = { name: string; instead: string };

/** An approval that is over. */
export type PastApproval = ListedApproval & {
  state: 'decided' | 'timed out' | 'withdrawn';
  decidedAt: Date;
  rejected: number;
  /** The people who voted, and for which owner where they stood in, the first vote first. */
  voters: readonly Voter[];
};

/** Approvals that the same people decide: those of one project, in one stage of one copy of its stages. */
export type AskedStage = Pick<ApprovalRecord, 'projectKey' | 'stage' | 'decidersKey'> & {
  stages: ApprovalRule['stages'] | null;
};

/** The stages in which approvals are open, or were decided since then. Each once. */
export async function stagesAsked(db: Db, since: Date): Promise<AskedStage[]> {
  return await all(db)`
    select distinct on (deciders_key) project_key, stage, deciders_key, rule->'stages' as stages from (
      select * from approval where state = 'open'
      union all select * from approval where state <> 'open' and decided_at > ${since}) asked order by deciders_key`;
}

const mayDecide = ({
  owned,
  personId,
}: Pick<Decider, 'owned' | 'personId'>) => sql`(a.deciders_key = any(${owned}::text[])
  or (a.escalated_at is not null and a.rule->'escalateTo' ? ${personId}))`;

/** The approval is open, and this person may decide, has not yet, and has not handed it on. */
const waitsFor = (who: Decider, now: Date) => sql`a.state = 'open' and r.tenant_id = ${who.tenantId}
  and (a.times_out_at is null or a.times_out_at > ${now})
  and lower(r.requester_id) <> lower(${who.personId})
  and not exists (select from vote v where v.approval_id = a.id and v.stage = a.stage and ${who.personId} in (v.owner_id, v.cast_by))
  and (${mayDecide(who)} and not exists (
      select from reassignment m where m.approval_id = a.id and m.from_id = ${who.personId})
    or exists (
      select from jsonb_to_recordset(${JSON.stringify(who.standsFor)}::jsonb) as s("personId" text, owned jsonb)
      where (s.owned ? (a.deciders_key) or a.escalated_at is not null and a.rule->'escalateTo' ? s."personId")
        and lower(r.requester_id) <> lower(s."personId")
        and not exists (select from vote v where v.approval_id = a.id and v.stage = a.stage and v.owner_id = s."personId")
        and not exists (select from reassignment m where m.approval_id = a.id and m.from_id = s."personId")))`;

/**
 * The approvals that wait for this person, the oldest question first. The person's own requests never wait for them.
 */
export async function waitingApprovals(
  db: Db,
  who: Decider,
  { offset, limit }: Part,
  now: Date,
): Promise<WaitingApproval[]> {
  return await all(db)`
    with waiting as (
      select a.id, a.request_id, a.project_key, a.asked_at, a.times_out_at, a.followed_up_at, r.requester_name, r.kind,
        count(*) over () as in_all
      from approval a join request r on r.id = a.request_id where ${waitsFor(who, now)}
      order by a.asked_at, a.id limit ${limit} offset ${offset})
    select w.id, w.request_id, p.name as project, w.requester_name, w.kind, w.asked_at, w.times_out_at, w.followed_up_at, w.in_all,
      (select count(*) from invitation i where i.approval_id = w.id and i.state = 'awaiting approval') as partners,
      coalesce((
        select max(c.id) from shown_card c join place s on s.id = c.place_id
        where c.kind = 'approval' and c.subject_id = w.id and not c.moved
          and s.tenant_id = ${who.tenantId} and s.kind = 'person' and s.key = ${who.personId}), 0) as card_id
    from waiting w join project p on p.key = w.project_key order by w.asked_at, w.id`;
}

/**
 * The approvals that ended after `since` and that this person may decide, or voted on as a stand-in or in a stage. The
 * newest comes first.
 */
export async function pastApprovals(
  db: Db,
  who: Decider,
  { offset, limit }: Part,
  since: Date,
): Promise<PastApproval[]> {
  return await all(db)`
    with past as (
      select a.id, a.request_id, a.project_key, a.state, a.decided_at, r.requester_name, r.kind,
        count(*) over () as in_all
      from approval a join request r on r.id = a.request_id
      where a.state <> 'open' and a.decided_at > ${since} and r.tenant_id = ${who.tenantId}
        and (${mayDecide(who)} or exists (select from vote v where v.approval_id = a.id
            and (v.cast_by = ${who.personId} or v.owner_id = ${who.personId} and a.rule ? 'stages')))
      order by a.decided_at desc, a.id desc limit ${limit} offset ${offset})
    select w.id, w.request_id, p.name as project, w.requester_name, w.kind, w.state, w.decided_at, w.in_all,
      (select count(*) from invitation i where i.approval_id = w.id) as partners,
      (select count(*) from invitation i where i.approval_id = w.id and i.state = 'rejected') as rejected,
      coalesce((select json_agg(json_build_object('name', coalesce(g.cast_by_name, g.owner_name),
          'instead', case when g.cast_by_name is null then '' else g.owner_name end) order by g.at, g.owner_id)
        from (select v.owner_id, v.owner_name, v.cast_by_name, min(v.voted_at) as at from vote v where v.approval_id = w.id
          group by v.owner_id, v.owner_name, v.cast_by_name) g), '[]') as voters
    from past w join project p on p.key = w.project_key order by w.decided_at desc, w.id desc`;
}
