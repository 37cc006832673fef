import type { OpenState, StepKind } from '../../guests/step.ts';
import type { StepAnswer } from '../../guests/step-answer.ts';
import type { Db } from '../database.ts';
import { isGate, isOpen } from '../fragments.ts';
import { column, run } from '../statement.ts';

/** What may wait side by side: what makes the guest exist, memberships that share calls, and everything else. */
export type Lane = 'gate' | 'group' | 'single';

/** A step as a worker takes it, with what it needs to be carried out. */
export type DueStep = {
  id: number;
  requestId: number;
  invitationId: number;
  guestId: number;
  kind: StepKind;
  lane: Lane;
  target: string;
  detail: string;
  /** 0, or which resend of its invitation this is, from 1. */
  resend: number;
  state: OpenState;
  bulk: boolean;
  company: number;
  attempts: number;
  repeats: number;
  /** What the last call for it came to. */
  answer: StepAnswer | null;
  firstTriedAt: Date | null;
  intendedAt: Date | null;
  address: string;
  objectId: string | null;
  /** Names this one taking of the step. Whoever took it since holds another. */
  leaseBy: string;
};

export type NewStep = {
  requestId: number;
  invitationId: number;
  guestId: number;
  kind: StepKind;
  target: string;
  detail: string;
  bulk: boolean;
  /** Null: waits until the guest exists. */
  dueAt: Date | null;
};

export async function insertSteps(db: Db, steps: readonly NewStep[]): Promise<void> {
  const payload = steps.map((s) => ({
    request_id: s.requestId,
    invitation_id: s.invitationId,
    guest_id: s.guestId,
    kind: s.kind,
    target: s.target,
    detail: s.detail,
    bulk: s.bulk,
    due_at: s.dueAt,
  }));
  await run(db)`
    insert into step (request_id, invitation_id, guest_id, kind, target, detail, bulk, due_at)
    select * from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(request_id bigint, invitation_id bigint,
      guest_id bigint, kind text, target text, detail text, bulk boolean, due_at timestamptz)
    on conflict do nothing`;
}

/** Those of the guests whose invite or restore is under way, whatever the request that brought it. */
export async function withOpenInvite(db: Db, guestIds: readonly number[]): Promise<Set<number>> {
  return new Set(
    await column(db)`
    select guest_id from step where guest_id = any(${guestIds}::bigint[])
      and ${isGate('step')} and ${isOpen('step')}`,
  );
}

/** Steps as somebody holds them: a write that states the lease does nothing once another has taken the step. */
export type LeasedSteps = readonly Pick<DueStep, 'id' | 'leaseBy'>[];
