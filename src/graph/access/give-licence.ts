import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { GraphRefused, GraphUnavailable } from '../client/graph-faults.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';
import { licencesOf } from './licences-of.ts';

const locationBody = v.object({ usageLocation: v.nullish(v.string(), null) });

/**
 * Sets the person's country, which Graph requires first, then assigns the licence. `already`: the person had it. Two
 * writes. The caller may repeat the call after any outcome.
 */
export async function giveLicence(
  client: GraphClient,
  licence: { objectId: string; skuId: string; usageLocation: string },
): Promise<Answer<undefined>> {
  const path = graphPath`/users/${licence.objectId}`;
  const { skuId, usageLocation } = licence;
  // A country that the person has stays: the tenant chose it.
  if (!(await isLocated(client, path))) {
    const located = await change(client, skuId, { method: 'PATCH', path, body: { usageLocation } });
    if (located.kind !== 'done') return located;
  }
  const given = await change(client, skuId, {
    method: 'POST',
    path: `${path}/assignLicense`,
    body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
  });
  return given.kind === 'refused' ? checkRefused(client, given, licence) : given;
}

async function isLocated(client: GraphClient, path: string): Promise<boolean> {
  const body = await readGraph(client, { path, query: { $select: 'usageLocation' } }, locationBody);
  return typeof body?.usageLocation === 'string' && body.usageLocation !== '';
}

async function change(
  client: GraphClient,
  skuId: string,
  call: { method: 'PATCH' | 'POST'; path: string; body: object },
): Promise<Answer<undefined>> {
  const values = { id: skuId, name: skuId };
  const heard = await client.send(call);
  return sortAnswer(heard, { kind: 'give licence', values }, () => undefined);
}

/**
 * Reads the person's licences before it accepts a refusal. Graph has no known words for a licence that the person
 * already has, and after a lost answer this person may have taken the last seat.
 */
async function checkRefused(
  client: GraphClient,
  refused: Extract<Answer<undefined>, { kind: 'refused' }>,
  wish: { objectId: string; skuId: string },
): Promise<Answer<undefined>> {
  const { kind: _, reason: __, ...trace } = refused;
  switch (await hasLicence(client, wish)) {
    case 'yes':
      return { ...trace, kind: 'already' };
    case 'no':
      return refused;
    case 'unknown':
      return { ...trace, kind: 'lost' };
  }
}

async function hasLicence(
  client: GraphClient,
  { objectId, skuId }: { objectId: string; skuId: string },
): Promise<'yes' | 'no' | 'unknown'> {
  try {
    const had = await licencesOf(client, objectId);
    return had.has(skuId.toLowerCase()) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof GraphUnavailable) return 'unknown';
    if (error instanceof GraphRefused) return 'no';
    throw error;
  }
}
