import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { insertNews, type NewsKind } from '../../store/telling/news.ts';
import { wantCard } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from './announcer.ts';
import { type OperatorDeps, operatorsOf } from './audience.ts';

/** Something to tell. Subject and topic name it: nobody is told the same subject and topic twice. */
export type PersonalMessage = {
  reason: Reason;
  /** The request that the message offers to resume. */
  requestId?: number;
  subjectId: number;
  /** The reason's code where it is not given. */
  topic?: string;
};

export type TellDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson'>;
};

/** Tells each of these people now, in the personal chat. Logs whom the bot cannot reach. */
export async function tellPeople(
  deps: TellDeps,
  to: { tenantId: string; people: Iterable<string> },
  { reason, requestId, subjectId, topic = reason.code }: PersonalMessage,
): Promise<void> {
  const detail = requestId === undefined ? { reason } : { reason, requestId };
  for (const personId of to.people) {
    const placeId = await deps.announcer.reachPerson(to.tenantId, personId, undefined);
    if (placeId === undefined) {
      deps.log.warn('person not reached', { personId, code: reason.code });
      continue;
    }
    await postNotice(deps.db, { placeId, subjectId, topic, detail }, deps.clock.now());
  }
}

/** Tells every operator now. */
export async function tellOperators(
  deps: TellDeps & OperatorDeps,
  tenantId: string,
  message: PersonalMessage,
): Promise<void> {
  await tellPeople(deps, { tenantId, people: await operatorsOf(deps) }, message);
}

/**
 * Tells people what happened to a request, in the transaction in which it happened. They hear at once, or with the
 * other news of the request where there are many (`tellNews`).
 */
export async function tellOfRequest(
  db: Db,
  to: { tenantId: string; requestId: number; about: NewsKind; people: Iterable<string> },
  { reason, subjectId, topic = reason.code }: Omit<PersonalMessage, 'requestId'>,
  now: Date,
): Promise<void> {
  const { people, ...train } = to;
  for (const personId of people) {
    await insertNews(db, { ...train, personId, reason, subjectId, topic }, now);
  }
}

/** Puts one message into one place. Everything that people are told outside of cards passes here. */
export async function postNotice(
  db: Db,
  notice: { placeId: number; subjectId: number; topic: string; detail: object },
  now: Date,
): Promise<void> {
  await wantCard(db, { kind: 'notice', ...notice }, now);
}
