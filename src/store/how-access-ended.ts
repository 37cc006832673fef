import { sql } from 'kysely';
import type { InvitationState } from '../guests/states.ts';
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

const over = ['revoked', 'expired'] as const;
const stillThere = ['complete', 'partly', 'unknown'] as const;

/**
 * An end has taken part of what the invitation gave, and the guest still has the rest. The row stays as it was, and
 * people read that the access is there in part.
 */
export const isTakenInPart = (invitation: string): Fragment => sql<boolean>`(
  ${isInvite(invitation)} and ${among(`${invitation}.state`, stillThere)} and exists (
    select from invitation ending where ending.id = ${sql.ref(`${invitation}.ending_id`)} and ending.kind = 'end'
      and (ending.state = 'partly' or exists (
        select from step took where took.invitation_id = ending.id and ${isTake('took')} and took.state = 'done'
          and took.answer in ${answerWords(['taken', 'gone'])}))))`;

/** The moment from which on a later invitation was let through to work: its last decision, or its Confirm. */
const letThrough = sql`(
  select coalesce(question.decided_at, asked.confirmed_at) from request asked
  left join approval question on question.id = again.approval_id where asked.id = again.request_id)`;

/**
 * A later invitation to the same project has given again all that the ends of this one took, or gives it now, and the
 * bot was to do so before this one was over. Of one that is not over: that invitation has given it, and still stands.
 */
const isGivenAgain = (invitation: string): Fragment => {
  const overAt = sql.ref(`${invitation}.over_at`);
  return sql<boolean>`exists (
  select from ${behindAccountOf(`${invitation}.guest_id`)} behind join invitation again on again.guest_id = behind.id
  where again.id > ${sql.ref(`${invitation}.id`)} and again.project_key = ${sql.ref(`${invitation}.project_key`)} and ${isInvite('again')}
    and case when ${overAt} is null then again.state = 'complete' and again.ending_id is null
      else case when again.state = 'working' then again.ending_id is null else again.completed_at is not null and coalesce(again.over_at > ${overAt}, true) end
        and ${letThrough} <= ${overAt} end
    and not exists (
      select from step lost join invitation lost_by on lost_by.id = lost.invitation_id and lost_by.kind = 'end'
      where lost.guest_id = ${sql.ref(`${invitation}.guest_id`)} and ${sql.ref(`${invitation}.id`)} = any(lost_by.about)
        and ${isTake('lost')} and lost.state = 'done' and lost.answer in ${answerWords(['taken', 'gone', 'account gone'])}
        and not exists (
          select from step given where given.invitation_id = again.id and ${isGrant('given')}
            and (given.state = 'done' or again.state = 'working' and ${isOpen('given')})
            and lost.kind = 'take ' || given.kind and lost.target = given.target and (given.kind <> 'app' or lost.detail = given.detail))))`;
};

const isOver = (invitation: string): Fragment => among(`${invitation}.state`, over);

/** The last end of the invitation has a step that takes, of this kind. */
const hasTake = (invitation: string, which: Fragment): Fragment => sql<boolean>`exists (
  select from step take where take.invitation_id = ${sql.ref(`${invitation}.ending_id`)} and ${isTake('take')} and ${which})`;
const stayed = sql<boolean>`(take.state = 'done' and take.answer = ${answerWord('kept')})`;
const notTaken = among('take.state', ['refused', 'unknown']);

/**
 * The invitation was over, and the bot had to take more later: an account came back, or another invitation needs
 * something no more. Graph refused that, and the guest still has it.
 */
export const isLeftLater = (invitation: string): Fragment =>
  sql<boolean>`(${isOver(invitation)} and ${hasTake(invitation, notTaken)})`;

/** The guest still has a piece of what the invitation gave: nothing has taken it, and nobody found it gone. */
export const hasLeft = (invitation: string): Fragment => sql<boolean>`exists (
  select from step piece where piece.invitation_id = ${sql.ref(`${invitation}.id`)} and ${isGrant('piece')}
    and piece.state = 'done' and piece.taken_at is null)`;

/** The end of the invitation came to nothing, or to a part, and the guest still has what it left. */
export const isLeftByEnd = (invitation: string): Fragment =>
  sql<boolean>`(${endFailed(invitation)} and ${hasLeft(invitation)})`;

/**
 * Invitations whose end could not take all: their guests have access still. To be named by the caller. An index finds
 * the few ends that left something.
 */
export const leftByEnds = sql`(
  select left_by_end.* from invitation unfinished join invitation left_by_end on left_by_end.ending_id = unfinished.id
  where unfinished.kind = 'end' and unfinished.state in ('failed', 'partly', 'cancelled', 'unknown')
    and (${isLeftByEnd('left_by_end')} or ${isLeftLater('left_by_end')}))`;

/**
 * What the ends of an invitation did, as a table of one row to join laterally. Without a row no end can have done anything.
 * - `left_later`, `in_part`: as `isLeftLater` and `isTakenInPart` say.
 * - `lacks_part`: an end has taken a part, and nothing has given that again.
 * - `again`: over or taken in part, and given again.
 * - `kept`: over, and the guest keeps all that it gave. Either its ends took nothing and found nothing gone, or another
 *   invitation gave again what they took.
 * - `gone_before`: over, and no end of it took anything: the access, or the account with it, was gone before.
 * - `gone_with_account`: the same, and it was the account.
 * - `end_failed`: as `endFailed` says.
 *
 * Each thing is read in one place (`offset 0`): PostgreSQL plans a condition anew for each place that names it, and
 * that takes far longer than to run it.
 */
export const howEnded = (invitation: string) => {
  const of = (name: string) => sql.ref(`${invitation}.${name}`);
  const is = (states: readonly InvitationState[]) => among(`${invitation}.state`, states);
  return sql`(
  select known.again, known.in_part, known.in_part and not known.again as lacks_part, known.over and 'left' = any(known.takes) as left_later,
    known.over and ('stayed' = any(known.takes) or known.takes = '{}' and known.end_state is not null)
      and (known.answers = '{}' or 'taken' = any(known.answers) and known.again) as kept,
    known.over and known.answers <> '{}' and 'taken' <> all(known.answers) as gone_before,
    known.over and 'account gone' = any(known.answers) and 'taken' <> all(known.answers) as gone_with_account,
    not known.over and coalesce(${among('known.end_state', ['failed', 'partly', 'cancelled', 'unknown'])}, false) as end_failed
  from (
    select found.*, (found.over or found.in_part) and ${isGivenAgain(invitation)} as again from (
      select read.*, ${isInvite(invitation)} and not read.over and read.end_state is not null
        and (read.end_state = 'partly' or 'took' = any(read.takes)) as in_part
      from (
        select ${isOver(invitation)} as over,
          (select ending.state from invitation ending where ending.id = ${of('ending_id')} and ending.kind = 'end') as end_state,
          array(select case when ${stayed} then 'stayed' when ${notTaken} then 'left'
              when take.state = 'done' and take.answer in ${answerWords(['taken', 'gone'])} then 'took' else '' end
            from step take where take.invitation_id = ${of('ending_id')} and ${isTake('take')}) as takes,
          array(select answered.answer from step answered
            join invitation ended_by on ended_by.id = answered.invitation_id and ended_by.guest_id = answered.guest_id and ended_by.kind = 'end'
            where ${isOver(invitation)} and answered.guest_id = ${of('guest_id')} and ${of('id')} = any(ended_by.about)
              and answered.state = 'done' and answered.answer in ${answerWords(['taken', 'gone', 'account gone'])}) as answers
        where ${is([...stillThere, ...over])}
        offset 0) read offset 0) found offset 0) known)`;
};

/** The state of an invitation as people read it. `how`: what `howEnded` says of it. */
export const stateToRead = (invitation: string, how: string) => sql<InvitationState>`
  case when ${sql.ref(`${how}.lacks_part`)} or ${sql.ref(`${how}.left_later`)} then 'partly' else ${sql.ref(`${invitation}.state`)} end`;
