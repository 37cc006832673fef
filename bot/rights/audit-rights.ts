import { yearAfter } from '../../src/guests/sentence/read-days.ts';
import { type AuditView, auditFormats } from '../cards/audit-card.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { granted, type May, refused } from './guarded.ts';
import { asRequester } from './person-rights.ts';

/** The days of an audit, and as what file somebody wants it. */
export type AuditFile = AuditView & { format: (typeof auditFormats)[number] };

/** Lets operators read who did what to whom. */
export const seesAudit = asRequester('audit', 'operators only');

/** The words for days of more than a year. Undefined: the bot makes an audit of them. */
export function auditTooLong({ from, to }: AuditView): NoticeView | undefined {
  const last = yearAfter(from);
  return to > last ? { notice: 'audit too long', values: { from, to: last } } : undefined;
}

const named = /^audit (csv|jsonl) (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)$/;

/** Lets operators have the named audit as a file. */
export const seesAuditFile: May<{ list?: string | undefined }, AuditFile> = async (
  deps,
  turn,
  { list = '' },
) => {
  const seen = await seesAudit(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const [, said, from = '', to = ''] = named.exec(list) ?? [];
  const format = auditFormats.find((each) => each === said);
  const areDays = [from, to].every((day) => !Number.isNaN(Date.parse(`${day}T00:00:00Z`)));
  if (format === undefined || !areDays) return refused({ notice: 'not found' });
  const tooLong = auditTooLong({ from, to });
  return tooLong === undefined ? granted({ format, from, to }) : refused(tooLong);
};
