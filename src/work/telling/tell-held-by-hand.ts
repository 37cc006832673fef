import { isHeldByOperator } from '../../guests/held-by-hand.ts';
import { ownRequester } from '../../store/fragments.ts';
import { readProject } from '../../store/projects.ts';
import { heldByHand } from '../../store/requests/first-rows.ts';
import { type RequestRecord, readRequest } from '../../store/requests/requests.ts';
import { type OperatorDeps, operatorsOf, ownersOf } from './audience.ts';
import { type TellDeps, tellPeople } from './tell-people.ts';

/**
 * Tells each person whom a hold by hand concerns, once, except its holder. Those are the requester, or for a request
 * that the bot began by itself the operators, and for ends also the project's owners. Throws GraphUnavailable: a later
 * call then tells everybody who has not heard.
 */
export async function tellHeldByHand(
  deps: TellDeps & OperatorDeps,
  tenantId: string,
): Promise<void> {
  for (const id of await heldByHand(deps.db, tenantId)) {
    const request = await readRequest(deps.db, id);
    if (request !== undefined) await tell(deps, request);
  }
}

async function tell(deps: TellDeps & OperatorDeps, request: RequestRecord): Promise<void> {
  const { id, tenantId, requesterId, heldAt, heldReason: reason } = request;
  if (heldAt === null || reason === null) return;
  const message = { reason, subjectId: id, topic: `held ${heldAt.getTime()}` };
  const withButton = { ...message, requestId: id };
  const but = (people: readonly string[]) => ({
    tenantId,
    people: people.filter((personId) => personId !== reason.values?.personId),
  });
  const isOurs = requesterId === ownRequester;
  // Operators come first: an owner who is an operator too gets the button.
  if (isOurs) await tellPeople(deps, but(await operatorsOf(deps)), withButton);
  const others = isOurs ? await ownersOfEnds(deps, request) : [requesterId];
  await tellPeople(deps, but(others), isHeldByOperator(reason) ? message : withButton);
}

async function ownersOfEnds(
  deps: TellDeps & OperatorDeps,
  { kind, choice }: RequestRecord,
): Promise<readonly string[]> {
  if (kind !== 'end' || choice.project === undefined) return [];
  const project = await readProject(deps.db, choice.project);
  return project === undefined ? [] : await ownersOf(deps, project);
}
