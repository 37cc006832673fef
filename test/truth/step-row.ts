export type Coded = { code: string; values?: Record<string, string | number> };

/** A step of the ledger. */
export type StepRow = {
  invitationId: number;
  kind: string;
  target: string;
  detail: string;
  state: string;
  answer: string | null;
  takenAt: Date | null;
  reason: Coded | null;
};
