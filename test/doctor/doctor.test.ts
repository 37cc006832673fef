import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Finding, levelOf } from '../../src/work/doctor/finding.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { atlas, examined, openAddress, type Setting } from './examined.ts';
import { machineFaults } from './machine-faults.ts';
import { type Seeded, tenantFaults } from './seeded-faults.ts';

const tenant = await startTenant({ knobs: kindKnobs });
const knobs = structuredClone(tenant.knobs);
const address = await openAddress();
const closed = await openAddress();
closed.close();
await subscribe(address.url);
after(async () => {
  address.close();
  await tenant.close();
});

/**
 * A test before may have blocked the process for longer than the tenant keeps a resting connection. Its end must arrive
 * before the next request, which would otherwise go into a closed connection.
 */
beforeEach(async () => {
  for (let turns = 0; turns < 3; turns += 1) await setImmediate();
});

/** A practice tenant without a bot, whose subscription is in place: sound, even if the test before broke something. */
function sound(): Setting {
  tenant.turn(knobs);
  Object.assign(address, { messages: 401, most: 1_000_000, shakesHands: true });
  return { tenant, address, closedUrl: closed.url };
}

async function subscribe(url: string): Promise<void> {
  const wish = {
    changeType: 'updated,deleted',
    resource: 'users',
    notificationUrl: `${url}/api/notifications`,
    lifecycleNotificationUrl: `${url}/api/notifications`,
    clientState: 'x',
    expirationDateTime: new Date(tenant.now().getTime() + 3_600_000).toISOString(),
  };
  const made = await fetch(`${tenant.url}/v1.0/subscriptions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  assert.equal(made.status, 201, await made.text());
}

const wrong = (findings: readonly Finding[]) =>
  findings
    .filter((finding) => levelOf(finding) === 'fault' || levelOf(finding) === 'warning')
    .map(({ code, reason }) => reason?.code ?? code)
    .sort();

test('a sound set-up has neither a fault nor a warning, and nothing was changed', async () => {
  const setting = sound();
  const before = setting.tenant.requests().length;
  const findings = await examined(setting);
  assert.deepEqual(wrong(findings), []);
  const asked = setting.tenant.requests().slice(before);
  assert.deepEqual(
    asked.filter(({ method, path }) => method !== 'GET' && path !== '/$batch'),
    [],
  );
  assert.deepEqual([setting.tenant.violations(), setting.tenant.unhandled()], [[], []]);
});

test('fifty projects cost at most four calls each', async (t) => {
  const setting = sound();
  const projects = Array.from({ length: 50 }, (_, n) => {
    const group = setting.tenant.addGroup({ displayName: `Group ${n}` });
    const owner = setting.tenant.addMember(`owner${n}@contoso.example`);
    const access = { ...atlas.access, groups: [group.id] };
    return { ...atlas, key: `p${n}`, name: `P ${n}`, owners: [owner.id], access };
  });
  const before = setting.tenant.requests().length;
  const began = performance.now();
  assert.deepEqual(wrong(await examined({ ...setting, projects })), []);
  t.diagnostic(`${Math.round(performance.now() - began)} ms`);
  const calls = setting.tenant.requests().slice(before);
  t.diagnostic(`${calls.length} calls, ${calls.filter(({ inBatch }) => !inBatch).length} requests`);
  assert.ok(calls.length <= 4 * 50, `${calls.length} calls`);
});

test('a part that takes too long hides no other part', async () => {
  const setting = sound();
  tenant.failNext({ path: /authorizationPolicy|\$batch/, how: 'held before', times: 20 });
  const parts = { patienceMs: 300, database: async () => [] };
  const codes = (await examined({ ...setting, parts })).map(({ code }) => code);
  tenant.release();
  assert.ok(codes.includes('too slow'));
  assert.ok(codes.includes('versions fit') && codes.includes('bot token given'));
});

for (const [what, seeded] of Object.entries({ ...machineFaults, ...tenantFaults })) {
  test(`the doctor finds it: ${what}`, async () => {
    await check(seeded);
  });
}

async function check({ finds, ...seeded }: Seeded): Promise<void> {
  const setting = sound();
  setting.tenant.turn(seeded.knobs ?? {});
  const findings = await examined({ ...setting, ...seeded.setting?.(setting) });
  assert.deepEqual(wrong(findings), finds.toSorted());
  assert.deepEqual([setting.tenant.violations(), setting.tenant.unhandled()], [[], []]);
}
