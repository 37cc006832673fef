import { lastingRefusals } from '../lasting-refusals.ts';
import type { ReasonCode } from '../reason.ts';

/** Why Entra or the review refused partners, in as few kinds as a card can say. */
export const refusalKinds = ['owners', 'time', 'entra', 'other'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

const byCode: ReadonlyMap<string, RefusalKind> = new Map<ReasonCode, RefusalKind>([
  ['rejected by owner', 'owners'],
  ['approval timed out', 'time'],
  ...lastingRefusals.map((code) => [code, 'entra'] as const),
]);

/** The kind of a reason's code. Old rows may hold codes that no version knows any more. */
export const refusalKind = (code: string): RefusalKind => byCode.get(code) ?? 'other';
