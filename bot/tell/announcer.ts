import { readApproval } from '../../src/store/approvals.ts';
import type { Db } from '../../src/store/database.ts';
import {
  anyPlace,
  findPlace,
  learnPlace,
  type PlaceRecord,
  readPlace,
} from '../../src/store/places.ts';
import { readProject } from '../../src/store/projects.ts';
import { readRequest } from '../../src/store/requests.ts';
import type { Announcer, DrawableCard, Drawn } from '../../src/work/announcer.ts';
import type { Clock } from '../../src/work/deps.ts';
import type { Card } from '../cards/render-card.ts';
import { languageOf } from '../cards/say.ts';
import type { Sent } from './call-connector.ts';
import { cardMessage } from './card-message.ts';
import type { Connector } from './connector.ts';
import { drawAlert } from './draw-alert.ts';
import { drawApproval } from './draw-approval.ts';
import { drawDigest } from './draw-digest.ts';
import { drawNotice } from './draw-notice.ts';
import { drawRequest } from './draw-request.ts';
import { type Reference, readReference } from './reference.ts';
import type { Viewer } from './request-facts.ts';

/** The topic of a card that holds every partner, for clients that cannot leaf through one. */
export const wholeList = 'all';

/** Teams refreshes a card by itself for so many. */
const mostRefreshed = 60;

export type AnnouncerDeps = {
  db: Db;
  clock: Clock;
  connector: Connector;
  /** Object ids of a project's owners, for the views that their clients fetch by themselves. */
  ownersOf: (projectKey: string) => Promise<readonly string[]>;
};

/** Speaks to people in Teams: draws a card from the rows, posts it or updates it where it stands. */
export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  return {
    draw: (card) => draw(deps, card),
    reachPerson: (tenantId, personId, teamId) => reachPerson(deps, { tenantId, personId, teamId }),
    reachChannel: (tenantId, channel) => reachChannel(deps, tenantId, channel),
  };
}

async function draw(deps: AnnouncerDeps, card: DrawableCard): Promise<Drawn> {
  const place = await readPlace(deps.db, card.placeId);
  const reference = readReference(place?.reference);
  if (place === undefined || place.deadAt !== null || reference === undefined) {
    return { kind: 'dead' };
  }
  const drawn = await drawFor(deps, card, place);
  if (drawn === undefined) return { kind: 'nothing' };
  const message = cardMessage(drawn.card, card.kind === 'approval');
  const { final } = drawn;
  const { messageId, thread } = card;
  if (messageId !== null) {
    const to = { ...reference, conversationId: thread ?? reference.conversationId };
    const sent = await deps.connector.update(to, messageId, message);
    // A message that somebody deleted cannot be brought up to date: then it is said anew.
    if (sent.kind !== 'dead') return outcome(sent, () => ({ messageId, thread, final }));
  }
  if (place.kind === 'channel') {
    const sent = await deps.connector.postToChannel(reference, place.key, message);
    return outcome(sent, ({ messageId: id, thread: at }) => ({
      messageId: id,
      thread: at,
      final,
    }));
  }
  const sent = await deps.connector.post(reference, message);
  return outcome(sent, ({ messageId: id }) => ({ messageId: id, thread: null, final }));
}

function outcome<T extends object>(
  sent: Sent<T>,
  shown: (sent: T) => { messageId: string; thread: string | null; final: boolean },
): Drawn {
  switch (sent.kind) {
    case 'sent':
      return { kind: 'shown', ...shown(sent) };
    case 'later':
      return sent;
    case 'dead':
      return { kind: 'dead' };
    case 'refused':
      return { kind: 'nothing' };
  }
}

async function drawFor(
  deps: AnnouncerDeps,
  card: DrawableCard,
  place: PlaceRecord,
): Promise<{ card: Card; final: boolean } | undefined> {
  const viewer: Viewer = {
    language: languageOf(place.locale ?? undefined),
    timeZone: place.timeZone ?? 'UTC',
  };
  switch (card.kind) {
    case 'request': {
      const request = await readRequest(deps.db, card.subjectId);
      return request && (await drawRequest(deps.db, request, viewer));
    }
    case 'approval':
      return place.kind === 'channel'
        ? await drawApproval(deps.db, card.subjectId, {
            ...viewer,
            as: 'channel',
            ownersInTeams: await ownersInTeams(deps, card.subjectId, place.tenantId),
          })
        : await drawApproval(deps.db, card.subjectId, {
            ...viewer,
            as: 'owner',
            personId: place.key,
            list: card.topic === wholeList ? 'all' : 'first',
          });
    case 'alert': {
      const drawn = await drawAlert(deps.db, card, viewer);
      return drawn && { card: drawn, final: false };
    }
    case 'digest': {
      const { subjectId, wanted, maybePosted } = card;
      const what = { digestId: subjectId, version: wanted, maybePosted, list: 'first' } as const;
      const drawn = await drawDigest(deps.db, what, viewer);
      return drawn && { card: drawn, final: false };
    }
    case 'notice':
      return { card: drawNotice(card.detail, viewer.language), final: true };
  }
}

/** Teams knows owners by ids of its own, which only their places tell. */
async function ownersInTeams(
  deps: AnnouncerDeps,
  approvalId: number,
  tenantId: string,
): Promise<string[]> {
  const approval = await readApproval(deps.db, approvalId);
  if (approval === undefined) return [];
  const further = approval.escalatedAt === null ? [] : approval.rule.escalateTo;
  const people = new Set([...(await deps.ownersOf(approval.projectKey)), ...further]);
  const project = await readProject(deps.db, approval.projectKey);
  const team =
    project?.channel && (await findPlace(deps.db, tenantId, 'team', project.channel.teamId));
  const roster = readReference(team?.reference);
  const ids = await Promise.all(
    [...people].slice(0, mostRefreshed).map((person) => idInTeams(deps, tenantId, person, roster)),
  );
  return ids.flatMap((id) => id ?? []);
}

/** Somebody who has never spoken to the bot is known to the team's roster only. */
async function idInTeams(
  deps: AnnouncerDeps,
  tenantId: string,
  personId: string,
  roster: Reference | undefined,
): Promise<string | undefined> {
  const place = await findPlace(deps.db, tenantId, 'person', personId);
  const known = readReference(place?.reference)?.userId;
  if (known !== undefined || roster === undefined) return known;
  const member = await deps.connector.member(roster, personId);
  return member.kind === 'sent' ? member.userId : undefined;
}

async function reachPerson(
  deps: AnnouncerDeps,
  who: { tenantId: string; personId: string; teamId: string | undefined },
): Promise<number | undefined> {
  const known = await findPlace(deps.db, who.tenantId, 'person', who.personId);
  if (known !== undefined) return known.id;
  const team =
    who.teamId === undefined
      ? undefined
      : await findPlace(deps.db, who.tenantId, 'team', who.teamId);
  const reference = readReference(team?.reference);
  if (reference === undefined) return undefined;
  const member = await deps.connector.member(reference, who.personId);
  if (member.kind !== 'sent') return undefined;
  const chat = await deps.connector.openChat(reference, member.userId);
  if (chat.kind !== 'sent') return undefined;
  const opened: Reference = {
    ...reference,
    conversationId: chat.conversationId,
    userId: member.userId,
  };
  const place = await learnPlace(
    deps.db,
    {
      tenantId: who.tenantId,
      kind: 'person',
      key: who.personId,
      teamId: null,
      reference: opened,
      locale: null,
      timeZone: null,
      name: member.name ?? null,
    },
    deps.clock.now(),
  );
  return place.id;
}

async function reachChannel(
  deps: AnnouncerDeps,
  tenantId: string,
  channel: { teamId: string; channelId: string },
): Promise<number | undefined> {
  const known = await anyPlace(deps.db, tenantId, 'channel', channel.channelId);
  // One that was lost comes back when the bot does: being in the team does not prove it.
  if (known !== undefined) return known.deadAt === null ? known.id : undefined;
  const team = await findPlace(deps.db, tenantId, 'team', channel.teamId);
  const reference = readReference(team?.reference);
  if (team === undefined || reference === undefined) return undefined;
  const there: Reference = { ...reference, conversationId: channel.channelId };
  const place = await learnPlace(
    deps.db,
    {
      tenantId,
      kind: 'channel',
      key: channel.channelId,
      teamId: channel.teamId,
      reference: there,
      locale: team.locale,
      timeZone: team.timeZone,
    },
    deps.clock.now(),
  );
  return place.id;
}
