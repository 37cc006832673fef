import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { parseEnv } from 'node:util';
import { say } from '../../bot/words/say.ts';
import { setupFiles } from '../../scripts/setup/setup-files.ts';
import type { SetupInputs } from '../../scripts/setup/setup-inputs.ts';
import { readConfig } from '../../src/config.ts';
import { createGraphClient } from '../../src/graph/client/client.ts';
import { readSetupAnswers, type SetupAnswers } from '../../src/work/setup/setup-answers.ts';
import { people, tenantId } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';

const sample = readFileSync(new URL('../../.env.sample', import.meta.url), 'utf8');
const { alex, adele, megan } = people;
export const given = {
  tenant: tenantId,
  address: 'https://guestlist.contoso.example',
  inviters: `${alex.mail}, ${adele.mail}`,
  operators: alex.mail,
  features: 'groups,ends,notifications',
  project: 'Atlas & co',
  owners: megan.mail,
};

/** The answers of an administrator of the practice company. */
export const answers = (
  change: Record<string, string> = {},
  practice: 'real tenant' | 'practice tenant' = 'real tenant',
): SetupAnswers => readSetupAnswers({ ...given, ...change }, practice);

/** Set-up in a tenant that nobody has prepared, in a folder of its own. */
export async function scene(t: TestContext, knobs: object = {}) {
  const tenant = await startTenant({ seed: { groups: {} }, knobs: kindKnobs });
  t.after(() => tenant.close());
  tenant.turn({ setup: { granted: [], registered: false }, ...knobs });
  const folder = await mkdtemp(join(tmpdir(), 'setup-'));
  t.after(() => rm(folder, { recursive: true }));
  const printed: string[] = [];
  const run: SetupInputs = {
    client: createGraphClient({ graphUrl: tenant.url, priority: 'high', newRequestId: () => 'id' }),
    graphUrl: undefined,
    files: setupFiles(folder),
    sample,
    say: say('en'),
    print: (line) => void printed.push(line),
    async agree() {
      printed.push('asked');
      return true;
    },
    mode: 'make',
    foreignEnv: 'keep',
    now: () => new Date(),
    isStopping: () => false,
    // The tenant's lag passes instead.
    async sleep(ms) {
      tenant.knobs.clockOffsetMs += ms;
    },
  };
  return { tenant, run, printed, folder };
}

/** Every group of the tenant, by name. */
export async function groupNames({ client }: SetupInputs): Promise<unknown> {
  const heard = await client.send({
    method: 'GET',
    path: '/groups',
    query: { $select: 'displayName' },
  });
  assert.ok(heard.kind === 'answered' && typeof heard.body === 'object' && heard.body !== null);
  return 'value' in heard.body ? heard.body.value : undefined;
}

/** The configuration that set-up wrote. Throws where the bot could not start with it. */
export async function written(folder: string) {
  const env = parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  return { env, config: readConfig(env) };
}
