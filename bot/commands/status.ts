import { mayDo } from '../../src/guests/rights.ts';
import { countInvitations } from '../../src/store/invitations/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { findRequest, type RequestRecord, requestsOf } from '../../src/store/requests/requests.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { RequestLine } from '../cards/status-list-card.ts';
import { statusListCard } from '../cards/status-list-card.ts';
import { statusOneCard } from '../cards/status-one-card.ts';
import { doneOf, sourceOf, workedOf } from '../drawing/request-facts.ts';
import { requestStory } from '../drawing/request-story.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from './read-command.ts';

/** `status`, `status #1042`. */
export async function status(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  if (rest === '') return await list(deps, turn);
  const number = readRequestNumber(rest);
  const request =
    number === undefined ? undefined : await findRequest(deps.db, turn.who.tenantId, number);
  const seen = request && (await seenBy(deps, turn, request));
  if (request === undefined || seen === undefined)
    return await sayNotice(turn, { notice: 'not found' });
  const counts = seen.counts;
  const projects = [...new Set(counts.map(({ projectKey }) => projectKey))];
  await turn.say(
    statusOneCard(
      {
        ...(await lineOf(deps, request)),
        requester: request.requesterName,
        projects: await Promise.all(
          projects.map(async (key) => {
            const own = counts.filter((count) => count.projectKey === key);
            const name = (await readProject(deps.db, key))?.name ?? key;
            return { name, done: workedOf(own), total: doneOf(own).total };
          }),
        ),
        rows: seen.all ? 'all' : 'own projects',
        story: await requestStory(
          { db: deps.db, readPerson: deps.rights.readPerson },
          request,
          new Set(projects),
        ),
        timeZone: turn.timeZone,
      },
      turn.language,
    ),
  );
}

async function list(deps: BotDeps, turn: Turn): Promise<void> {
  const requests = await requestsOf(deps.db, turn.who.tenantId, turn.who.personId);
  const lines = await Promise.all(requests.map((request) => lineOf(deps, request)));
  await turn.say(statusListCard({ requests: lines, timeZone: turn.timeZone }, turn.language));
}

async function lineOf(deps: BotDeps, request: RequestRecord): Promise<RequestLine> {
  const flag =
    request.cancelledAt !== null ? 'cancelled' : request.heldAt !== null ? 'held' : undefined;
  const counts = await countInvitations(deps.db, request.id);
  return {
    number: request.id,
    source: sourceOf(request),
    state: request.state,
    flag,
    ...doneOf(counts),
    ...(request.state === 'done' && { done: workedOf(counts) }),
    createdAt: request.createdAt,
  };
}

/** The requester and operators see all of a request, an owner the rows of own projects, others nothing. */
async function seenBy(deps: BotDeps, turn: Turn, request: RequestRecord) {
  const counts = await countInvitations(deps.db, request.id);
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  const projects = (await Promise.all(keys.map((key) => readProject(deps.db, key)))).flatMap(
    (p) => p ?? [],
  );
  const rights = await readRights(deps.rights, turn.who, projects);
  const requester = request.requesterId === turn.who.personId;
  const owned = projects.filter((project) => rights.owns(project)).map(({ key }) => key);
  if (!mayDo('see request', rights, { requester, owner: owned.length > 0 })) return undefined;
  const all = requester || rights.operator;
  return {
    all,
    counts: all ? counts : counts.filter(({ projectKey }) => owned.includes(projectKey)),
  };
}
