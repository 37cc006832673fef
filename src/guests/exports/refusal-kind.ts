import type { ReasonCode } from '../reason.ts';

/** Why partners were refused, in as few kinds as a card can say. */
export const refusalKinds = ['owners', 'time', 'entra', 'other'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

const kinds: Readonly<Partial<Record<ReasonCode, RefusalKind>>> = {
  'rejected by owner': 'owners',
  'approval timed out': 'time',
  'invitation refused': 'entra',
  'address refused by Entra': 'entra',
  'address taken': 'entra',
  'cross-tenant settings': 'entra',
  'group address': 'entra',
  'entra said': 'entra',
  'blocked guest': 'entra',
};

const byCode: ReadonlyMap<string, RefusalKind> = new Map(Object.entries(kinds));

/** The kind of a reason's code. Old rows may hold codes that no version knows any more. */
export const refusalKind = (code: string): RefusalKind => byCode.get(code) ?? 'other';
