import type { GraphClient } from '../client/client.ts';
import { readError, secondsToWait } from '../client/error-body.ts';
import type { Heard } from '../client/sort-answer.ts';
import { filled, filledBody, type KnownIds, type SetupStep } from './setup-step.ts';

/** The outcome of one call of set-up. */
export type SetupAnswer =
  /** Its values, by the step's name. */
  | { kind: 'there'; known: KnownIds }
  /** It was there before the call, which changed nothing. */
  | { kind: 'already' }
  | { kind: 'not there' }
  /** Graph does not show yet what the call names, or asks to wait. */
  | { kind: 'later'; seconds?: number | undefined }
  /** The call may have had an effect. */
  | { kind: 'lost' }
  /** The signed-in administrator may not. */
  | { kind: 'not allowed'; text: string }
  | { kind: 'refused'; text: string };

/** Looks for what a step would make. */
export async function lookForStep(
  client: GraphClient,
  step: SetupStep,
  known: KnownIds,
): Promise<SetupAnswer> {
  const { look } = step;
  if (look === undefined) return { kind: 'not there' };
  const query = Object.fromEntries(
    Object.entries(look.query).map(([name, value]) => [name, filled(value, known)]),
  );
  const heard = await client.send({ method: 'GET', path: filled(look.path, known), query });
  if (heard.kind !== 'answered' || heard.status !== 200) return sorted(heard);
  const body = recordOf(heard.body);
  const items = body[look.within ?? 'value'];
  const ours = (Array.isArray(items) ? items.map(recordOf) : []).find((item) =>
    Object.entries(look.where ?? {}).every(([name, value]) => holds(item[name], value)),
  );
  return ours === undefined
    ? { kind: 'not there' }
    : { kind: 'there', known: valuesOf(step, ours) };
}

/** Makes it. `there` holds its values as far as Graph told them. */
export async function makeStep(
  client: GraphClient,
  step: SetupStep,
  known: KnownIds,
): Promise<SetupAnswer> {
  const { method, path, body } = step.make;
  const heard = await client.send({
    method,
    path: filled(path, known),
    ...(body instanceof Uint8Array
      ? // The library sends a Buffer as it is.
        { body: Buffer.from(body), headers: { 'content-type': 'application/zip' } }
      : { body: recordOf(filledBody(body, known)) }),
  });
  if (heard.kind !== 'answered' || heard.status >= 300) return sorted(heard);
  return { kind: 'there', known: valuesOf(step, recordOf(heard.body)) };
}

/** Deletes what a step made. `not there`: it is gone already. */
export async function deleteMade(client: GraphClient, path: string): Promise<SetupAnswer> {
  const heard = await client.send({ method: 'DELETE', path });
  if (heard.kind === 'answered' && heard.status < 300) return { kind: 'there', known: {} };
  if (heard.kind === 'answered' && heard.status === 404) return { kind: 'not there' };
  return sorted(heard);
}

// https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals: a new application is not seen at once.
const unseen =
  /does not reference a valid|not a valid reference|being referenced do not exist|does not exist|not found/i;

function sorted(heard: Heard): SetupAnswer {
  switch (heard.kind) {
    case 'not sent':
    case 'token lapsed':
      return { kind: 'later' };
    case 'no answer':
      return { kind: 'lost' };
    case 'no credentials':
      return { kind: 'not allowed', text: '' };
    case 'answered':
      return sortedByStatus(heard);
  }
}

function sortedByStatus({
  status,
  headers,
  body,
}: Extract<Heard, { kind: 'answered' }>): SetupAnswer {
  const { code, message } = readError(body);
  const text = `${status} ${code}: ${message}`.slice(0, 400);
  if (status === 409 || /already exists?/i.test(message)) return { kind: 'already' };
  if (status === 429) return { kind: 'later', seconds: secondsToWait(headers) };
  if (status === 404 || (status === 400 && unseen.test(message))) return { kind: 'later' };
  if (status >= 500) return { kind: 'lost' };
  return { kind: [401, 403].includes(status) ? 'not allowed' : 'refused', text };
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const holds = (found: unknown, wanted: string): boolean =>
  Array.isArray(found) ? found.includes(wanted) : found === wanted;

/** The object's id under the step's name, and what else the step gives. */
function valuesOf({ id, gives = [] }: SetupStep, object: Record<string, unknown>): KnownIds {
  const named = [['id', id], ...gives.map((name) => [name, `${id}.${name}`])];
  return Object.fromEntries(
    named.flatMap(([property = '', name = '']) => {
      const value = object[property];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
