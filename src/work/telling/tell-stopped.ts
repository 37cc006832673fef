import { readRequest } from '../../store/requests/requests.ts';
import { readBreaker, requestsAtWork } from '../../store/steps/breaker.ts';
import { type OperatorDeps, operatorsOf } from './audience.ts';
import { type TellDeps, tellPeople } from './tell-people.ts';

/** The moment at which the breaker opened tells one stop from the next. */
export const stopSubject = (openSince: Date) => Math.floor(openSince.getTime() / 1000);

/**
 * Tells the operators, and the requesters whose requests stand still, why the breaker is open. Once each. The message
 * names a request of the reader's own, if they have one, so that its button works for a requester.
 */
export async function tellStopped(deps: TellDeps & OperatorDeps, tenantId: string): Promise<void> {
  const { openSince, reason } = await readBreaker(deps.db);
  if (openSince === null || reason === null) return;
  const operators = await operatorsOf(deps);
  const requests = (
    await Promise.all((await requestsAtWork(deps.db)).map((id) => readRequest(deps.db, id)))
  ).flatMap((request) => request ?? []);
  const people = new Set([...operators, ...requests.map(({ requesterId }) => requesterId)]);
  const subjectId = stopSubject(openSince);
  for (const personId of people) {
    const own = requests.find(({ requesterId }) => requesterId === personId) ?? requests[0];
    const about = own === undefined ? {} : { requestId: own.id };
    await tellPeople(deps, { tenantId, people: [personId] }, { reason, subjectId, ...about });
  }
}
