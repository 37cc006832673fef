import type { Decider } from '../../src/store/approvals/waiting-approvals.ts';
import type { Sight } from '../../src/store/guests/partners-in-sight.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { ownLists } from '../cards/list-names.ts';
import type { ReportOf } from '../cards/report-list.ts';
import { seesApprovals } from './decider-rights.ts';
import { type May, passed } from './guarded.ts';
import { type GuestList, seesGuestList } from './guests-rights.ts';
import { seesPartners } from './partner-rights.ts';
import { type KnownProjects, knowsProjects } from './project-rights.ts';
import { seesReport } from './report-rights.ts';
import { madeRequest, type OwnRequests, seesOwnRequests } from './request-rights.ts';

/** The list that a button names. A card shows a part of it. */
export type SeenList =
  | { kind: 'review' | 'notes'; request: RequestRecord }
  | { kind: 'waiting' | 'past'; decider: Decider }
  | { kind: 'own'; own: OwnRequests }
  | { kind: 'projects'; known: KnownProjects }
  | { kind: 'guests'; of: GuestList }
  | { kind: 'report'; report: ReportOf }
  | { kind: 'pending'; sight: Sight; projectKey: string | undefined; mayMailAll: boolean };

type Sent = { list?: string | undefined; cursor?: number | undefined };

/**
 * Lets only the requester see a draft's partners and its notes: for everybody else the list does not exist. Deciders
 * see approvals, requesters their requests, owners and operators guests, and everybody the projects that they may hear
 * of.
 */
export const seesList: May<Sent, SeenList> = async (deps, turn, { list = '', cursor }) => {
  if (list === ownLists.requests) {
    return await passed(seesOwnRequests(deps, turn, { cursor }), (own) => ({
      kind: 'own' as const,
      own,
    }));
  }
  if (list === ownLists.projects) {
    return await passed(knowsProjects(deps, turn, undefined), (known) => ({
      kind: 'projects' as const,
      known,
    }));
  }
  const [, pending, projectKey] = /^pending (all|of (\S+))$/.exec(list) ?? [];
  if (pending !== undefined) {
    // `sight` limits the rows: another's project has none.
    return await passed(seesPartners('pending')(deps, turn, undefined), (seen) => ({
      kind: 'pending' as const,
      sight: seen.sight,
      projectKey,
      mayMailAll: seen.projects.some(
        (project) => project.key === projectKey && seen.mailsAll(project),
      ),
    }));
  }
  if (list.startsWith('guests ')) {
    return await passed(seesGuestList(deps, turn, { list }), (of) => ({
      kind: 'guests' as const,
      of,
    }));
  }
  if (list.startsWith('report ')) {
    return await passed(seesReport(deps, turn, { list }), (report) => ({
      kind: 'report' as const,
      report,
    }));
  }
  const [, which] = /^approvals (waiting|past)$/.exec(list) ?? [];
  if (which !== undefined) {
    return await passed(seesApprovals(deps, turn, undefined), (decider) => ({
      kind: which === 'past' ? ('past' as const) : ('waiting' as const),
      decider,
    }));
  }
  const [, kind, number] = /^(review|notes) (\d{1,15})$/.exec(list) ?? [];
  const named = { requestId: number === undefined ? undefined : Number(number) };
  return await passed(madeRequest(deps, turn, named), ({ request }) => ({
    kind: kind === 'notes' ? ('notes' as const) : ('review' as const),
    request,
  }));
};
