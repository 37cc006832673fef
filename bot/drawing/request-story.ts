import { eventsOfApproval, eventsOfRequest, isAmong } from '../../src/guests/history-event.ts';
import { askedPlaces } from '../../src/store/approvals/approval-rows.ts';
import {
  type ApprovalRecord,
  allVotesOn,
  approvalsOf,
} from '../../src/store/approvals/approvals.ts';
import type { Db } from '../../src/store/database.ts';
import { type HistoryRecord, historyOf } from '../../src/store/history.ts';
import { readProject } from '../../src/store/projects.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { settledSteps } from '../../src/store/steps/step-outcomes.ts';
import type { RightsDeps } from '../../src/work/rights/read-rights.ts';
import type { StoryEvent } from '../words/story-words.ts';

export type StoryDeps = { db: Db; readPerson: RightsDeps['readPerson'] };

type Told = {
  name: (personId: string) => string;
  /** The project of an approval by its name, where the reader may see it. */
  project: (key: string) => string | undefined;
  approval: (id: number | null) => ApprovalRecord | undefined;
  reason: (approvalId: number, stage: number, ownerId: string) => string | undefined;
};

/** Tells a request's story to somebody who may see these projects of it. */
export async function requestStory(
  deps: StoryDeps,
  request: RequestRecord,
  seen: ReadonlySet<string>,
): Promise<StoryEvent[]> {
  const history = await historyOf(deps.db, request.id);
  const told = await lookUp(deps, request, history, seen);
  const events = together(history.flatMap((entry) => eventOf(entry, told) ?? []));
  // The outcome of the work stands at its last step, before the end that follows from it.
  const work = await workEvents(deps.db, request.id, told);
  return [...work, ...events].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

async function workEvents(db: Db, requestId: number, told: Told): Promise<StoryEvent[]> {
  const settled = await settledSteps(db, requestId);
  return settled.flatMap(({ projectKey, what, count, at }) => {
    const project = told.project(projectKey);
    return project === undefined ? [] : [{ at, what, project, count }];
  });
}

async function lookUp(
  deps: StoryDeps,
  request: RequestRecord,
  history: readonly HistoryRecord[],
  seen: ReadonlySet<string>,
): Promise<Told> {
  const approvals = await approvalsOf(deps.db, request.id);
  const { names, reasons } = await namesIn(deps.db, approvals);
  names.set(request.requesterId, request.requesterName);
  for (const personId of new Set(history.flatMap(peopleIn))) {
    if (!names.get(personId)) {
      names.set(personId, (await deps.readPerson(personId))?.displayName ?? '');
    }
  }
  const projects = new Map<string, string>();
  for (const key of seen) projects.set(key, (await readProject(deps.db, key))?.name ?? key);
  return {
    name: (personId) => names.get(personId) || '?',
    project: (key) => projects.get(key),
    approval: (id) => approvals.find((approval) => approval.id === id),
    reason: (...vote) => reasons.get(vote.join(' ')),
  };
}

/** Reads the names of the people who were asked and who voted, as they were then, and what they wrote. */
async function namesIn(db: Db, approvals: readonly ApprovalRecord[]) {
  const names = new Map<string, string>();
  const reasons = new Map<string, string>();
  for (const { id } of approvals) {
    for (const { kind, key, name } of await askedPlaces(db, id)) {
      if (kind === 'person' && name !== null) names.set(key, name);
    }
    for (const { ownerId, ownerName, stage, reason } of await allVotesOn(db, id)) {
      names.set(ownerId, ownerName);
      if (reason !== null) reasons.set(`${id} ${stage} ${ownerId}`, reason);
    }
  }
  return { names, reasons };
}

function peopleIn({ actor, detail }: HistoryRecord): string[] {
  const people = actor === 'guestlist' ? [] : [actor];
  const named = [detail.person, detail.for].filter((each) => typeof each === 'string');
  return [...people, ...named];
}

/** An entry of the history as an event of the story. Undefined for what is no part of it. */
function eventOf(entry: HistoryRecord, told: Told): StoryEvent | undefined {
  const { what } = entry;
  if (isAmong(eventsOfApproval, what)) return approvalEvent(what, entry, told);
  return isAmong(eventsOfRequest, what) ? requestEvent(what, entry, told) : undefined;
}

function requestEvent(
  what: (typeof eventsOfRequest)[number],
  entry: HistoryRecord,
  told: Told,
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

function passedByDomain(entry: HistoryRecord, told: Told): StoryEvent | undefined {
  const project = told.project(String(entry.detail.project));
  if (project === undefined) return undefined;
  return { at: entry.at, what: 'passed', project, count: countIn(entry, 'rows') };
}

function approvalEvent(
  event: (typeof eventsOfApproval)[number],
  entry: HistoryRecord,
  told: Told,
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
      return undefined;
  }
}

/** Joins owners who were asked one after the other into one line. */
function together(events: readonly StoryEvent[]): StoryEvent[] {
  const joined: StoryEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const same = last?.what === 'asked' && event.what === 'asked' && last.project === event.project;
    if (!same) joined.push(event);
    else joined[joined.length - 1] = { ...last, people: [...last.people, ...event.people] };
  }
  return joined;
}
