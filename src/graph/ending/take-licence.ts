import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { sortRemoval } from '../client/sort-answer.ts';
import { checkAccount } from './read-account.ts';
import { nameOutcome, type Taken } from './removal-outcome.ts';

/** Takes one licence from one person. If a group gives the licence, Graph refuses: `licence not theirs`. */
export async function takeLicence(
  client: GraphClient,
  licence: { objectId: string; skuId: string },
): Promise<Taken> {
  const { objectId, skuId } = licence;
  const heard = await client.send({
    method: 'POST',
    path: graphPath`/users/${objectId}/assignLicense`,
    body: { addLicenses: [], removeLicenses: [skuId] },
  });
  const permission = 'LicenseAssignment.ReadWrite.All';
  const values = { id: skuId, name: skuId, kind: 'licence', permission };
  const answer = sortRemoval(heard, { kind: 'take licence', values });
  return nameOutcome(answer, () => checkAccount(client, objectId));
}
