import { sql } from 'kysely';
import type { InvitationState } from '../guests/states.ts';
import type { StepAnswer } from '../guests/step-answer.ts';
import {
  among,
  behindAccountOf,
  endFailed,
  type Fragment,
  isGrant,
  isInvite,
  isOpen,
  isTake,
} from './fragments.ts';
import { answerWord, answerWords } from './step-answer-words.ts';

/**
 * An end has taken part of what the invitation gave, and the guest still has the rest. The row stays as it was, and
 * people read that the access is there in part.
 */
export const isTakenInPart = (invitation: string): Fragment => sql<boolean>`(
  ${isInvite(invitation)} and ${among(`${invitation}.state`, ['complete', 'partly', 'unknown'])} and exists (
    select from invitation ending where ending.id = ${sql.ref(`${invitation}.ending_id`)} and ending.kind = 'end'
      and (ending.state = 'partly' or exists (
        select from step took where took.invitation_id = ending.id and ${isTake('took')} and took.state = 'done'
          and took.answer in ${answerWords(['taken', 'gone'])}))))`;

/** An end of the invitation has a finished step with one of these answers. */
const hasAnswered = (
  invitation: string,
  answers: readonly StepAnswer[],
): Fragment => sql<boolean>`exists (
  select from step answered join invitation ended_by on ended_by.id = answered.invitation_id and ended_by.guest_id = answered.guest_id
    and ended_by.kind = 'end'
  where answered.guest_id = ${sql.ref(`${invitation}.guest_id`)} and ${sql.ref(`${invitation}.id`)} = any(ended_by.about)
    and answered.state = 'done' and answered.answer in ${answerWords(answers)})`;

/** The moment from which on a later invitation was let through to work: its last decision, or its Confirm. */
const letThrough = sql`(
  select coalesce(question.decided_at, asked.confirmed_at) from request asked
  left join approval question on question.id = again.approval_id where asked.id = again.request_id)`;

/**
 * A later invitation to the same project has given again all that the ends of this one took, or gives it now, and the
 * bot was to do so before this one was over. Of one that is not over: that invitation has given it, and still stands.
 */
export const isGivenAgain = (invitation: string): Fragment => {
  const overAt = sql.ref(`${invitation}.over_at`);
  return sql<boolean>`exists (
  select from ${behindAccountOf(`${invitation}.guest_id`)} behind join invitation again on again.guest_id = behind.id
  where again.id > ${sql.ref(`${invitation}.id`)} and again.project_key = ${sql.ref(`${invitation}.project_key`)} and ${isInvite('again')}
    and case when ${overAt} is null then again.state = 'complete' and again.ending_id is null
      when again.state = 'working' then again.ending_id is null and ${letThrough} <= ${overAt}
      else again.completed_at is not null and ${letThrough} <= ${overAt} and coalesce(again.over_at > ${overAt}, true) end
    and not exists (
      select from step lost join invitation lost_by on lost_by.id = lost.invitation_id and lost_by.kind = 'end'
      where lost.guest_id = ${sql.ref(`${invitation}.guest_id`)} and ${sql.ref(`${invitation}.id`)} = any(lost_by.about)
        and ${isTake('lost')} and lost.state = 'done' and lost.answer in ${answerWords(['taken', 'gone', 'account gone'])}
        and not exists (
          select from step given where given.invitation_id = again.id and ${isGrant('given')}
            and (given.state = 'done' or again.state = 'working' and ${isOpen('given')})
            and lost.kind = 'take ' || given.kind and lost.target = given.target and (given.kind <> 'app' or lost.detail = given.detail))))`;
};

const isOver = (invitation: string): Fragment =>
  among(`${invitation}.state`, ['revoked', 'expired']);

/** The last end of the invitation has a step that takes, of this kind. */
const hasTake = (invitation: string, which: Fragment): Fragment => sql<boolean>`exists (
  select from step take where take.invitation_id = ${sql.ref(`${invitation}.ending_id`)} and ${isTake('take')} and ${which})`;
const stayed = sql<boolean>`(take.state = 'done' and take.answer = ${answerWord('kept')})`;
const notTaken = among('take.state', ['refused', 'unknown']);

/**
 * The invitation is over, and the guest keeps all that it gave. Either its ends took nothing and found nothing gone, or
 * another invitation gave again what they took.
 */
export const isKept = (invitation: string): Fragment => sql<boolean>`(
  ${isOver(invitation)} and (${hasTake(invitation, stayed)} or not ${hasTake(invitation, sql`true`)} and exists (
    select from invitation ending where ending.id = ${sql.ref(`${invitation}.ending_id`)} and ending.kind = 'end'))
  and (not ${hasAnswered(invitation, ['taken', 'gone', 'account gone'])}
    or ${hasAnswered(invitation, ['taken'])} and ${isGivenAgain(invitation)}))`;

/** An end has taken a part, and nothing has given that again. */
export const lacksPart = (invitation: string): Fragment =>
  sql<boolean>`(${isTakenInPart(invitation)} and not ${isGivenAgain(invitation)})`;

/**
 * The invitation was over, and the bot had to take more later: an account came back, or another invitation needs
 * something no more. Graph refused that, and the guest still has it.
 */
export const isLeftLater = (invitation: string): Fragment =>
  sql<boolean>`(${isOver(invitation)} and ${hasTake(invitation, notTaken)})`;

/** The guest still has a piece of what the invitation gave: nothing has taken it, and nobody found it gone. */
const hasLeft = (invitation: string): Fragment => sql<boolean>`exists (
  select from step piece where piece.invitation_id = ${sql.ref(`${invitation}.id`)} and ${isGrant('piece')}
    and piece.state = 'done' and piece.taken_at is null)`;

/** The end of the invitation came to nothing, or to a part, and the guest still has what it left. */
export const isLeftByEnd = (invitation: string): Fragment =>
  sql<boolean>`(${endFailed(invitation)} and ${hasLeft(invitation)})`;

/** The end of the invitation came to nothing, or to a part. Something else took the rest since. */
export const isGoneSince = (invitation: string): Fragment =>
  sql<boolean>`(${endFailed(invitation)} and not ${hasLeft(invitation)})`;

/**
 * Invitations whose end could not take all: their guests have access still. To be named by the caller. An index finds
 * the few ends that left something.
 */
export const leftByEnds = sql`(
  select left_by_end.* from invitation unfinished join invitation left_by_end on left_by_end.ending_id = unfinished.id
  where unfinished.kind = 'end' and unfinished.state in ('failed', 'partly', 'cancelled', 'unknown')
    and (${isLeftByEnd('left_by_end')} or ${isLeftLater('left_by_end')}))`;

/** The invitation is over, and no end of it took anything: the access, or the account with it, was gone before. */
export const isGoneBefore = (invitation: string): Fragment =>
  sql<boolean>`(${isOver(invitation)} and ${hasAnswered(invitation, ['gone', 'account gone'])} and not ${hasAnswered(invitation, ['taken'])})`;

/** The invitation is over because this bot had removed the account, and nobody has restored it. */
export const isOverWithAccount = (invitation: string): Fragment => sql<boolean>`(
  ${isGoneBefore(invitation)} and ${hasAnswered(invitation, ['account gone'])} and exists (
    select from guest removed_guest where removed_guest.id = ${sql.ref(`${invitation}.guest_id`)}
      and removed_guest.state = 'deleted' and removed_guest.removed_at is not null))`;

/** The state of an invitation as people read it. */
export const stateToRead = (invitation: string) => sql<InvitationState>`
  case when ${lacksPart(invitation)} or ${isLeftLater(invitation)} then 'partly' else ${sql.ref(`${invitation}.state`)} end`;
