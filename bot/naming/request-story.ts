import { askedPlaces } from '../../src/store/approvals/approval-rows.ts';
import {
  type ApprovalRecord,
  allVotesOn,
  approvalsOf,
} from '../../src/store/approvals/approvals.ts';
import type { Db } from '../../src/store/database.ts';
import { type HistoryRecord, historyOf } from '../../src/store/history.ts';
import { readProject } from '../../src/store/projects.ts';
import { type EndInRequest, endsInRequest } from '../../src/store/requests/ends-in-request.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { settledSteps } from '../../src/store/steps/step-outcomes.ts';
import type { RightsDeps } from '../../src/work/rights/read-rights.ts';
import type { StoryEvent } from '../words/story-words.ts';
import { endEvents, eventOf, type StoryNames } from './story-events.ts';

export type StoryDeps = { db: Db; readPerson: RightsDeps['readPerson'] };

/** Tells a request's story to somebody who may see these projects of it. */
export async function requestStory(
  deps: StoryDeps,
  request: RequestRecord,
  seen: ReadonlySet<string>,
): Promise<StoryEvent[]> {
  const history = await historyOf(deps.db, request.id);
  const ends = await endsInRequest(deps.db, request.id);
  const told = await lookUp(deps, { request, history, ends }, seen);
  const events = together(history.flatMap((entry) => eventOf(entry, told) ?? []));
  // The outcome of the work stands at its last step, before the end that follows from it.
  const work = await workEvents(deps.db, request.id, told);
  return [...work, ...events, ...endEvents(ends, told)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

async function workEvents(db: Db, requestId: number, told: StoryNames): Promise<StoryEvent[]> {
  const settled = await settledSteps(db, requestId);
  return settled.flatMap(({ projectKey, what, count, at }) => {
    const project = told.project(projectKey);
    return project === undefined ? [] : [{ at, what, project, count }];
  });
}

type Read = {
  request: RequestRecord;
  history: readonly HistoryRecord[];
  ends: readonly EndInRequest[];
};

async function lookUp(
  deps: StoryDeps,
  { request, history, ends }: Read,
  seen: ReadonlySet<string>,
): Promise<StoryNames> {
  const approvals = await approvalsOf(deps.db, request.id);
  const { names, reasons } = await namesIn(deps.db, approvals);
  for (const { requesterId, requesterName } of [...ends, request])
    names.set(requesterId, requesterName);
  const people = [...history.flatMap(peopleIn), ...ends.flatMap(enderOf)];
  for (const personId of new Set(people)) {
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

/** The bot's own request has nobody's name. */
const enderOf = ({ cause, requesterId }: EndInRequest) =>
  cause === 'due' || cause === 'returned' ? [] : [requesterId];

function peopleIn({ actor, detail }: HistoryRecord): string[] {
  const people = actor === 'guestlist' ? [] : [actor];
  const named = [detail.person, detail.for].filter((each) => typeof each === 'string');
  return [...people, ...named];
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
