import { createHash } from 'node:crypto';
import { readRequest } from '../../src/store/requests/requests.ts';
import { listOf, nextCopy } from '../../src/store/telling/bring-card.ts';
import { type PlaceRecord, readPlace } from '../../src/store/telling/places.ts';
import type { Announcer, DrawableCard, Drawn } from '../../src/work/telling/announcer.ts';
import type { Card } from '../cards/render-card.ts';
import { drawAlert, type FindInTeam } from '../drawing/draw-alert.ts';
import { drawAlertDigest } from '../drawing/draw-alert-digest.ts';
import { drawApproval, drawMovedApproval } from '../drawing/draw-approval.ts';
import { drawEndNotice } from '../drawing/draw-end-notice.ts';
import { drawNotice } from '../drawing/draw-notice.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import type { ViewerNow } from '../drawing/request-counts.ts';
import { drawGiveUpNotice } from '../lists/draw-give-up.ts';
import { drawWaitingNotice, listsWaiting } from '../lists/draw-waiting-notice.ts';
import { languageOf } from '../words/say.ts';
import type { Sent } from './call-connector.ts';
import { cardMessage } from './card-message.ts';
import type { Message } from './connector.ts';
import { type Reference, readReference } from './conversation-reference.ts';
import { type ReachDeps, reachChannel, reachPerson } from './find-place.ts';
import { type OwnersInTeamsDeps, ownersInTeams } from './owners-in-teams.ts';
import { requesterInTeam } from './requester-in-team.ts';

export type AnnouncerDeps = ReachDeps & OwnersInTeamsDeps;

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
  const early = card.moved ? await beforeMoved(deps.db, card) : undefined;
  if (early !== undefined) return early;
  const drawn = await drawFor(deps, card, place);
  if (drawn === undefined) return { kind: 'nothing' };
  const message = cardMessage(drawn.card, card.kind === 'approval');
  return await send(deps, card, { place, reference, message, final: drawn.final });
}

/** Until the next copy stands there, a moved one is the live one. */
async function beforeMoved(
  db: AnnouncerDeps['db'],
  { subjectId: approvalId, placeId }: DrawableCard,
): Promise<Drawn | undefined> {
  switch (await nextCopy(db, { approvalId, placeId })) {
    case 'there':
      return undefined;
    case 'on its way':
      return { kind: 'later', seconds: 1, lost: false };
    case 'lost':
      return { kind: 'nothing' };
  }
}

type ToSend = { place: PlaceRecord; reference: Reference; message: Message; final: boolean };

async function send(
  { connector }: Pick<AnnouncerDeps, 'connector'>,
  card: DrawableCard,
  { place, reference, message, final }: ToSend,
): Promise<Drawn> {
  const { messageId, thread } = card;
  const content = digestOf(message);
  if (messageId !== null && content === card.content) {
    return { kind: 'shown', messageId, thread, final };
  }
  if (messageId !== null) {
    const to = { ...reference, conversationId: thread ?? reference.conversationId };
    const sent = await connector.update(to, messageId, message);
    if (sent.kind !== 'dead') return outcome(sent, () => ({ messageId, thread, final, content }));
    // Teams cannot update a message that somebody deleted: then the bot posts it again. A card that moved further down
    // is not posted again.
    if (card.moved) return { kind: 'shown', messageId, thread, final };
  }
  if (place.kind === 'channel') {
    const sent = await connector.postToChannel(reference, place.key, message);
    return outcome(sent, ({ messageId: id, thread: at }) => ({
      messageId: id,
      thread: at,
      final,
      content,
    }));
  }
  const sent = await connector.post(reference, message);
  return outcome(sent, ({ messageId: id }) => ({ messageId: id, thread: null, final, content }));
}

const digestOf = (message: Message) =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64');

function outcome<T extends object>(
  sent: Sent<T>,
  shown: (sent: T) => Omit<Drawn & { kind: 'shown' }, 'kind'>,
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

type ToShow = { card: Card; final: boolean };

async function drawFor(
  deps: AnnouncerDeps,
  card: DrawableCard,
  place: PlaceRecord,
): Promise<ToShow | undefined> {
  const viewer: ViewerNow = {
    language: languageOf(place.locale ?? undefined),
    timeZone: place.timeZone ?? 'UTC',
    now: deps.clock.now(),
  };
  switch (card.kind) {
    case 'request': {
      const request = await readRequest(deps.db, card.subjectId);
      return request && (await drawRequest(deps.db, request, viewer));
    }
    case 'approval':
      return await drawApprovalFor(deps, card, place, viewer);
    case 'alert': {
      const drawn = await drawAlert(deps.db, card, viewer, inTeamOf(deps, place));
      return drawn && { card: drawn, final: false };
    }
    case 'digest': {
      const { subjectId, wanted, maybePosted } = card;
      const what = { digestId: subjectId, version: wanted, maybePosted, list: 'first' } as const;
      const drawn = await drawAlertDigest(deps.db, what, viewer, inTeamOf(deps, place));
      return drawn && { card: drawn, final: false };
    }
    case 'notice':
      return await drawNoticeFor(deps, card, place, viewer);
  }
}

/** Only a channel has people to mention. */
const inTeamOf = (deps: AnnouncerDeps, place: PlaceRecord): FindInTeam | undefined =>
  place.kind === 'channel' ? (requesterId) => requesterInTeam(deps, place, requesterId) : undefined;

async function drawApprovalFor(
  deps: AnnouncerDeps,
  card: DrawableCard,
  place: PlaceRecord,
  viewer: ViewerNow,
): Promise<ToShow | undefined> {
  if (card.moved) return await drawMovedApproval(deps.db, card.subjectId, viewer);
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
        list: listOf(card),
      });
}

async function drawNoticeFor(
  { db }: AnnouncerDeps,
  { detail }: DrawableCard,
  place: PlaceRecord,
  viewer: ViewerNow,
): Promise<ToShow | undefined> {
  if (listsWaiting(detail)) {
    const who = { tenantId: place.tenantId, personId: place.key };
    const list = await drawWaitingNotice(db, detail, who, viewer);
    return list && { card: list, final: true };
  }
  const reader = { personId: place.key, language: viewer.language };
  const ends = await drawEndNotice(db, detail, reader);
  const question = ends ? undefined : await drawGiveUpNotice(db, detail, viewer.language);
  const at = place.kind === 'person' ? { isPersonal: true as const } : {};
  return { card: ends ?? question ?? drawNotice(detail, viewer.language, at), final: true };
}
