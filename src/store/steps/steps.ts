import type { Lane, OpenState, StepKind } from '../../guests/step.ts';
import type { StepAnswer } from '../../guests/step-answer.ts';
import type { Db } from '../database.ts';
import { isGate, isOpen } from '../fragments.ts';
import { distinct, run } from '../statement.ts';

/** A step as a worker takes it, with what its call needs. */
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
  /** At most so many steps share its next call. */
  batchSize: number;
  attempts: number;
  repeats: number;
  /** True where a call went out whose answer nobody knows. */
  unheard: boolean;
  /** How many pauses have been made to look for what the last call did. */
  looks: number;
  /** The answer to the last call, or why there was none. */
  answer: StepAnswer | null;
  firstTriedAt: Date | null;
  /** By Graph's clock: no account that this step made is older. */
  intendedAt: Date | null;
  address: string;
  objectId: string | null;
  /** Names this lease. Another worker that takes the step later gets another name. */
  leaseBy: string;
};

/** A step to add to the ledger. */
export type NewStep = {
  requestId: number;
  invitationId: number;
  guestId: number;
  kind: StepKind;
  target: string;
  detail: string;
  /** Absent: 0, no resend. */
  resend?: number;
  bulk: boolean;
  /** Null: waits until the guest exists. */
  dueAt: Date | null;
};

/** Adds steps to the ledger. A step that the ledger already has changes nothing. */
export async function insertSteps(db: Db, steps: readonly NewStep[]): Promise<void> {
  const payload = steps.map((s) => ({
    request_id: s.requestId,
    invitation_id: s.invitationId,
    guest_id: s.guestId,
    kind: s.kind,
    target: s.target,
    detail: s.detail,
    resend: s.resend ?? 0,
    bulk: s.bulk,
    due_at: s.dueAt,
  }));
  await run(db)`
    insert into step (request_id, invitation_id, guest_id, kind, target, detail, resend, bulk, due_at)
    select * from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(request_id bigint, invitation_id bigint,
      guest_id bigint, kind text, target text, detail text, resend integer, bulk boolean, due_at timestamptz)
    on conflict do nothing`;
}

/** The guests among these whose invite or restore is open, whichever request brought it. */
export async function withOpenInvite(db: Db, guestIds: readonly number[]): Promise<Set<number>> {
  return await distinct(db)`
    select guest_id from step where guest_id = any(${guestIds}::bigint[])
      and ${isGate('step')} and ${isOpen('step')}`;
}

/**
 * Steps under the lease of one worker. A write that names the lease does nothing once another worker has taken the
 * step.
 */
export type LeasedSteps = readonly Pick<DueStep, 'id' | 'leaseBy'>[];
