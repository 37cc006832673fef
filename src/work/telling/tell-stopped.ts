import { readRequest } from '../../store/requests/requests.ts';
import { readBreaker, requestsAtWork } from '../../store/steps/breaker.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import type { Announcer } from './announcer.ts';
import { tellPerson } from './tell-person.ts';

export type TellHeldDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson'>;
  peopleIn: (groupId: string) => Promise<readonly string[]>;
  operatorsGroup: string | undefined;
};

/** The breaker is open: whoever asked for something that stands still, and the operators, hear why. Once each. */
export async function tellHeld(deps: TellHeldDeps, tenantId: string): Promise<void> {
  const { openSince, reason } = await readBreaker(deps.db);
  if (openSince === null || reason === null) return;
  const operators =
    deps.operatorsGroup === undefined ? [] : await deps.peopleIn(deps.operatorsGroup);
  const requests = await Promise.all(
    (await requestsAtWork(deps.db)).map((id) => readRequest(deps.db, id)),
  );
  const people = new Set([
    ...operators,
    ...requests.flatMap((request) => request?.requesterId ?? []),
  ]);
  const [one] = requests.flatMap((request) => request ?? []);
  const first = one === undefined ? {} : { requestId: one.id };
  // The moment it opened tells this time apart from the next.
  const subjectId = Math.floor(openSince.getTime() / 1000);
  for (const personId of people) {
    await tellPerson(deps, { tenantId, personId, subjectId }, { reason, ...first });
  }
}
