import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSetup } from '../../scripts/setup/run-setup.ts';
import { readSetupList, setupListFile } from '../../scripts/setup/setup-files.ts';
import { SetupStopped } from '../../src/work/setup/carry-out.ts';
import { answers, scene, written } from './setup-scene.ts';

const certificateOf = (pem: string) => pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'));
const keyOf = (pem: string) => pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE'));
const read = (name: string) =>
  readFileSync(new URL(`../data/${name}.pem`, import.meta.url), 'utf8');

test('set-up that broke off goes on where it was, and leaves to people what Graph forbids', async (t) => {
  const { tenant, run, printed, folder } = await scene(t, {
    missingConsent: ['AppCatalog.Submit'],
  });
  const refusal = { error: { code: 'Authorization_RequestDenied', message: 'No.' } };
  tenant.failNext({ method: 'POST', path: /^\/groups$/, how: { status: 403, body: refusal } });
  await assert.rejects(runSetup(run, answers()), (error) => {
    assert.ok(error instanceof SetupStopped);
    return error.why === 'not allowed' && error.step.name === 'Guestlist inviters';
  });
  const certificate = 'graph.pem';
  // Entra's library signs by RSA alone.
  await writeFile(join(folder, certificate), read('self-signed/key') + read('self-signed/cert'));
  await assert.rejects(runSetup(run, answers({ certificate })), /graph\.pem cannot be used.*RSA/);
  // A key that belongs to another certificate signs nobody in.
  const [first, second] = [read('certificates/first'), read('certificates/second')];
  await writeFile(join(folder, certificate), keyOf(first) + certificateOf(second));
  await assert.rejects(
    runSetup(run, answers({ certificate })),
    /graph\.pem cannot be used.*another/,
  );
  await writeFile(join(folder, certificate), first);
  assert.equal(await runSetup(run, answers({ certificate })), true);
  const { config } = await written(folder);
  assert.deepEqual([config.graph.credential.kind, tenant.made().certificates], ['certificate', 1]);
  assert.deepEqual([tenant.made().applications.length, tenant.made().apps], [1, 0]);
  assert.ok(printed.some((line) => line.startsWith('- Upload out/guestlist.zip')));
});

test('set-up reads once a thing that a run before made without writing it down', async (t) => {
  const { tenant, run, folder } = await scene(t);
  await runSetup(run, answers());
  const reads = async () => {
    const before = tenant.requests().length;
    await runSetup(run, answers());
    return tenant.requests().slice(before).length;
  };
  const quiet = await reads();
  const file = join(folder, setupListFile);
  const list = JSON.parse(readFileSync(file, 'utf8'));
  const group = { what: 'group', name: 'Guestlist inviters' };
  const made = list.made.filter(({ name }: { name: string }) => name !== group.name);
  await writeFile(file, JSON.stringify({ ...list, made, begun: [group] }));
  assert.equal(await reads(), quiet);
  const names = (await readSetupList(run.files))?.made.map(({ name }) => name);
  assert.ok(names?.includes(group.name), 'it is ours to remove');
});
