import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removeSetup } from '../../scripts/setup/remove-setup.ts';
import { runSetup } from '../../scripts/setup/run-setup.ts';
import { answers, scene, written } from './setup-scene.ts';

test('with a federated credential a workload signs in, and nobody keeps a secret', async (t) => {
  const { tenant, run, printed, folder } = await scene(t);
  const subject = 'system:serviceaccount:guestlist:bot';
  const issuer = 'https://westeurope.oic.prod-aks.azure.example/7e57/a-cluster/';
  const workload = { credential: 'federated', issuer, subject };
  await runSetup({ ...run, mode: 'dry run' }, answers(workload));
  const call = (printed.at(-1) ?? '')
    .split('\n')
    .find((line) => line.includes('federatedIdentityCredentials'));
  assert.match(
    call ?? '',
    /^az rest --method post --url "\$\{graph\}\/applications\/\$\{application\}/,
  );
  for (const part of [issuer, subject, 'api://AzureADTokenExchange'])
    assert.ok(call?.includes(part), part);
  tenant.failNext({ method: 'POST', path: /federatedIdentityCredentials/, how: 'lost after' });
  assert.equal(await runSetup(run, answers(workload)), true);
  assert.equal(await runSetup(run, answers(workload)), true);
  assert.partialDeepStrictEqual(tenant.made(), { secrets: 0, federated: [{ issuer, subject }] });
  assert.equal(tenant.made().federated.length, 1);
  const { config } = await written(folder);
  assert.deepEqual(
    [config.graph.credential.kind, config.registration?.type],
    ['managed identity', 'UserAssignedMSI'],
  );
  // Another cluster gets a credential of its own beside the first.
  await runSetup(run, answers({ ...workload, issuer: issuer.replace('a-cluster', 'b-cluster') }));
  assert.equal(tenant.made().federated.length, 2);
  assert.equal(await removeSetup(run), true);
  assert.deepEqual(tenant.made().federated, []);
  assert.deepEqual([tenant.violations(), tenant.unhandled()], [[], []]);
  for (const [change, fault] of [
    [{ credential: 'federated', issuer }, /^subject: is missing/],
    [{ credential: 'federated', subject, issuer: 'http://x' }, /^issuer: must be an https address/],
    [{ subject }, /^subject: is only for a federated credential/],
    [{ ...workload, certificate: 'graph.pem' }, /^certificate: /],
    [{ credential: 'none' }, /^credential: must be secret or federated/],
  ] as const)
    assert.throws(() => answers(change), { message: fault });
});
