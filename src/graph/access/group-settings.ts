import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

/** The tenant's setting about guests in Microsoft 365 groups. */
export type TakesGuests = 'yes' | 'no' | 'not readable';

/**
 * The ids of the settings' templates, the same in every tenant.
 * https://learn.microsoft.com/graph/group-directory-settings
 */
const templates = {
  tenant: '62375ab9-6b52-47ed-826b-58e47e0e304b',
  group: '08d542b9-071f-4e16-94b0-74abb372e3d9',
};
const settingsBody = v.object({
  value: v.array(
    v.object({
      templateId: v.nullish(v.string(), ''),
      values: v.nullish(
        v.array(v.object({ name: v.nullish(v.string(), ''), value: v.nullish(v.string(), '') })),
        [],
      ),
    }),
  ),
});

/** Reads the setting for all groups of the tenant. A `no` here overrules the groups' own settings. */
export const tenantTakesGuests = (client: GraphClient): Promise<TakesGuests> =>
  readSetting(client, '/groupSettings', templates.tenant);

/** Reads one group's own setting. */
export const groupTakesGuests = (client: GraphClient, groupId: string): Promise<TakesGuests> =>
  readSetting(client, graphPath`/groups/${groupId}/settings`, templates.group);

/** Reads one setting. The review can do without it, so silence and a missing permission are answers and not errors. */
async function readSetting(
  client: GraphClient,
  path: string,
  template: string,
): Promise<TakesGuests> {
  try {
    const answer = await tryRead(client, { path }, settingsBody);
    if (answer.kind !== 'read') return 'not readable';
    const setting = answer.value.value.find(({ templateId }) => templateId === template);
    const said = setting?.values.find(({ name }) => name === 'AllowToAddGuests')?.value;
    // Without a setting, groups take guests.
    return said?.toLowerCase() === 'false' ? 'no' : 'yes';
  } catch (error) {
    if (error instanceof GraphUnavailable) return 'not readable';
    throw error;
  }
}
