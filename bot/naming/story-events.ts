import { eventsOfApproval, eventsOfRequest, isAmong } from '../../src/guests/history-event.ts';
import type { EndCause } from '../../src/guests/step.ts';
import type { ApprovalRecord } from '../../src/store/approvals/approvals.ts';
import type { HistoryRecord } from '../../src/store/history.ts';
import type { EndInRequest } from '../../src/store/requests/ends-in-request.ts';
import type { StoryEvent } from '../words/story-words.ts';

/** What the story of a request has looked up: names, projects, approvals and what owners wrote. */
export type StoryNames = {
  name: (personId: string) => string;
  /** The project of an approval by its name, where the reader may see it. */
  project: (key: string) => string | undefined;
  approval: (id: number | null) => ApprovalRecord | undefined;
  reason: (approvalId: number, stage: number, ownerId: string) => string | undefined;
};

/** What later requests ended of this one. An undo speaks of the decision, the others of the access. */
export function endEvents(ends: readonly EndInRequest[], told: StoryNames): StoryEvent[] {
  return ends.flatMap(({ at, projectKey, cause, effect, endedIn, requesterId, invitationIds }) => {
    const project = told.project(projectKey);
    if (project === undefined) return [];
    const who = endsByItself(cause) ? '' : told.name(requesterId);
    const of = { at, who, project, count: invitationIds.length, number: endedIn };
    if (cause === 'undone') return { ...of, what: 'undone' };
    if (effect === 'stays') return { ...of, what: 'ended without effect' };
    return { ...of, what: endedHow(cause) };
  });
}

const endsByItself = (cause: EndCause) => cause === 'due' || cause === 'returned';

function endedHow(cause: EndCause) {
  if (cause === 'returned') return 'ended after return';
  return cause === 'due' ? 'ended by date' : 'ended by hand';
}

/** An entry of the history as an event of the story. Undefined for what is no part of it. */
export function eventOf(entry: HistoryRecord, told: StoryNames): StoryEvent | undefined {
  const { what } = entry;
  if (isAmong(eventsOfApproval, what)) return approvalEvent(what, entry, told);
  return isAmong(eventsOfRequest, what) ? requestEvent(what, entry, told) : undefined;
}

function requestEvent(
  what: (typeof eventsOfRequest)[number],
  entry: HistoryRecord,
  told: StoryNames,
): StoryEvent | undefined {
  const { at, actor } = entry;
  const who = told.name(actor);
  switch (what) {
    case 'request made':
      return { at, what: 'made', who };
    case 'request confirmed':
      return { at, what: 'confirmed', who };
    case 'request discarded':
      return { at, what: 'discarded', who };
    case 'request cancelled':
      return { at, what: 'cancelled', who };
    case 'retried':
      return { at, what: 'retried', who };
    case 'resend asked':
      return { at, what: 'resent', who };
    case 'request lapsed':
      return { at, what: 'lapsed' };
    case 'request done':
      return { at, what: 'done' };
    case 'passed by domain':
      return passedByDomain(entry, told);
    case 'request released':
      return { at, what: 'released', who };
    case 'request held':
      return actor === 'guestlist' ? undefined : { at, what: 'held', who };
    case 'request forgotten':
      return undefined;
  }
}

const countIn = ({ detail }: HistoryRecord, name: string) => Number(detail[name] ?? 0);

function passedByDomain(entry: HistoryRecord, told: StoryNames): StoryEvent | undefined {
  const project = told.project(String(entry.detail.project));
  if (project === undefined) return undefined;
  return { at: entry.at, what: 'passed', project, count: countIn(entry, 'rows') };
}

function approvalEvent(
  event: (typeof eventsOfApproval)[number],
  entry: HistoryRecord,
  told: StoryNames,
): StoryEvent | undefined {
  const { at, actor, detail } = entry;
  const approval = told.approval(entry.approvalId);
  const project = approval && told.project(approval.projectKey);
  if (approval === undefined || project === undefined) return undefined;
  switch (event) {
    case 'owner asked':
      return { at, what: 'asked', project, people: [told.name(String(detail.person))] };
    case 'channel asked':
      return { at, what: 'asked in channel', project };
    case 'voted': {
      const owner = typeof detail.for === 'string' ? detail.for : undefined;
      const reason = told.reason(approval.id, countIn(entry, 'stage') || 1, owner ?? actor);
      const given = { approved: countIn(entry, 'yes'), rejected: countIn(entry, 'no'), reason };
      const instead = owner === undefined ? '' : told.name(owner);
      return { at, what: 'voted', who: told.name(actor), instead, project, ...given };
    }
    case 'approval reassigned': {
      const to = told.name(String(detail.person));
      return { at, what: 'reassigned', who: told.name(actor), to, project };
    }
    case 'approval taken back':
      return { at, what: 'taken back', who: told.name(actor), project };
    case 'approval returned':
      return { at, what: 'returned', who: told.name(String(detail.person)), project };
    case 'stage passed':
      return { at, what: 'stage passed', project, stage: countIn(entry, 'stage') };
    case 'approval escalated':
      return { at, what: 'escalated', project };
    case 'approval decided':
      return { at, what: 'decided', project };
    case 'approval timed out':
      return { at, what: 'timed out', project, count: countIn(entry, 'rows') };
    case 'approval withdrawn':
      return { at, what: 'withdrawn', project };
    case 'vote lost':
    case 'may vote again':
      return undefined;
  }
}
