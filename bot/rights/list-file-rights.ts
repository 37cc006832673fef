import { auditList } from '../cards/audit-card.ts';
import { type ReportOf, reportList } from '../cards/report-list.ts';
import { type AuditFile, seesAuditFile } from './audit-rights.ts';
import { type May, passed } from './guarded.ts';
import { type GuestList, guestsList, seesGuestList } from './guests-rights.ts';
import { seesReport } from './report-rights.ts';

/** A list that somebody may have as a file. */
export type ListFile =
  | { kind: 'guests'; of: GuestList }
  | { kind: 'report'; of: ReportOf }
  | { kind: 'audit'; of: AuditFile };

/** Lets a person have a list as a file if they may read it on a card. */
export const seesListFile: May<{ list?: string | undefined }, ListFile> = async (
  deps,
  turn,
  sent,
) => {
  switch (sent.list?.split(' ', 1)[0]) {
    case 'report':
      return await passed(seesReport(deps, turn, sent), (of) => ({ kind: 'report' as const, of }));
    case 'audit':
      return await passed(seesAuditFile(deps, turn, sent), (of) => ({
        kind: 'audit' as const,
        of,
      }));
    default:
      return await passed(seesGuestList(deps, turn, sent), (of) => ({
        kind: 'guests' as const,
        of,
      }));
  }
};

/** The name by which buttons and consents ask for such a list, and the project that it is about. */
export function namedList(file: ListFile): { list: string; project: string | undefined } {
  switch (file.kind) {
    case 'guests':
      return {
        list: guestsList(file.of.project, file.of.filter),
        project: file.of.project.name,
      };
    case 'report':
      return { list: reportList(file.of.one), project: file.of.one?.name };
    case 'audit':
      return { list: auditList(file.of, file.of.format), project: undefined };
  }
}
