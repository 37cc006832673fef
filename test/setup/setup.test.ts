import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { removeSetup } from '../../scripts/setup/remove-setup.ts';
import { runSetup } from '../../scripts/setup/run-setup.ts';
import { SetupRefused } from '../../scripts/setup/setup-inputs.ts';
import { readOwnApplication } from '../../src/graph/own/own-application.ts';
import { parseProjects } from '../../src/guests/project/project-file.ts';
import { judgeGrants } from '../../src/work/doctor/permission-table.ts';
import { readSetupAnswers } from '../../src/work/setup/setup-answers.ts';
import { people, tenantId } from '../sandbox/seed.ts';
import { answers, given, groupNames, scene, written } from './setup-scene.ts';

const { alex, adele, megan } = people;

test('set-up fills an empty tenant, a second run makes nothing, and a removal leaves the tenant as it was', async (t) => {
  // The lags of Graph: a new application is unseen for a while, and set-up waits for it.
  const { tenant, run, printed, folder } = await scene(t, { lagMs: { applications: 300 } });
  assert.equal(await runSetup(run, answers()), true);
  const { config, env } = await written(folder);
  assert.equal(config.registration?.type, 'SingleTenant');
  assert.equal(config.http.publicUrl, given.address);
  assert.deepEqual(config.graph.credential.kind, 'secret');
  assert.equal((await stat(join(folder, '.env'))).mode & 0o777, 0o600);
  assert.equal(env.AZURE_CLIENT_SECRET, env.MicrosoftAppPassword);
  assert.deepEqual(tenant.membersOf(config.groups.inviters ?? ''), [alex.objectId, adele.objectId]);
  assert.deepEqual(tenant.membersOf(config.groups.operators ?? ''), [alex.objectId]);
  const [project] = parseProjects(readFileSync(join(folder, 'projects.json'), 'utf8'));
  assert.deepEqual([project?.key, project?.owners], ['atlas-co', [megan.objectId]]);
  assert.equal(project?.access.groups.length, 1);
  const own = await readOwnApplication(run.client, config.registration?.appId ?? '');
  assert.ok(own !== undefined && own !== 'not readable');
  const judged = judgeGrants(own.granted, new Set(['groups', 'block', 'remove']));
  assert.deepEqual([judged.missing, judged.wanted, judged.tooMuch], [[], [], []]);
  assert.deepEqual(tenant.made().installed, [`users/${alex.objectId}`]);
  // Every permission has its reason before the yes.
  const asked = printed.indexOf('asked');
  const reasons = printed.slice(0, asked).filter((line) => line.startsWith('- Graph permission'));
  assert.equal(reasons.length, own.granted.length);
  assert.ok(reasons.every((line) => /: \w.{10,}$/.test(line)));
  assert.equal(
    printed.some((line) => line.includes(String(env.AZURE_CLIENT_SECRET))),
    false,
  );
  // A second run makes nothing.
  const before = tenant.made();
  printed.length = 0;
  assert.equal(await runSetup(run, answers()), true);
  assert.deepEqual(tenant.made(), before);
  assert.deepEqual((await written(folder)).env, env);
  assert.deepEqual(
    printed.filter((line) => line.endsWith(': made')),
    [],
  );
  // A removal leaves the tenant as it was.
  assert.equal(await removeSetup(run), true);
  assert.deepEqual(tenant.made(), {
    applications: [],
    secrets: 0,
    certificates: 0,
    federated: [],
    grants: 0,
    apps: 0,
    installed: [],
  });
  assert.deepEqual(await groupNames(run), []);
  for (const name of ['.env', 'projects.json', 'guestlist-setup.json'])
    await assert.rejects(stat(join(folder, name)), name);
  assert.deepEqual([tenant.violations(), tenant.unhandled()], [[], []]);
});

test('an answer that is lost, before or after its effect, doubles nothing', async (t) => {
  const { tenant, run, folder } = await scene(t, { lagMs: { applications: 300 } });
  const { id: team } = tenant.addGroup({ displayName: 'Atlas', unified: true });
  for (const [path, how] of [
    [/^\/applications$/, 'lost after'],
    [/^\/servicePrincipals$/, 'lost before'],
    [/appRoleAssignedTo/, 'lost after'],
    [/^\/groups$/, 'lost after'],
    [/members/, 'lost before'],
    [/^\/appCatalogs/, 'lost after'],
    [/^\/teams\/[^/]+\/installedApps/, 'lost after'],
  ] as const)
    tenant.failNext({ method: 'POST', path, how });
  assert.equal(await runSetup(run, answers({ features: `${given.features},teams`, team })), true);
  const { applications, grants, apps, installed } = tenant.made();
  assert.deepEqual([applications.length, grants, apps], [1, 8, 1]);
  // The app is there for the first operator, and in the project's team.
  assert.deepEqual(installed, [`users/${alex.objectId}`, `teams/${team}`]);
  const [project] = parseProjects(readFileSync(join(folder, 'projects.json'), 'utf8'));
  assert.equal(project?.access.team, team);
  assert.equal(await removeSetup(run), true);
  assert.deepEqual([tenant.made().applications, tenant.made().installed], [[], []]);
  assert.equal(JSON.stringify(await groupNames(run)), '[{"displayName":"Atlas"}]');
});

test('nothing is made without a yes, in a dry run, for another tenant, for an unknown person or over a configuration of somebody else', async (t) => {
  const { tenant, run, printed, folder } = await scene(t);
  assert.equal(await runSetup({ ...run, agree: async () => false }, answers()), false);
  assert.equal(await runSetup({ ...run, mode: 'dry run' }, answers()), false);
  const script = printed.at(-1) ?? '';
  assert.match(script, /^application=\$\(az rest --method post --url "\$\{graph\}\/applications"/m);
  assert.match(script, /\\"principalId\\":\\"\$\{principal\}\\"/);
  for (const change of [{ tenant: 'fabrikam.example' }, { owners: 'nobody@contoso.example' }])
    await assert.rejects(runSetup(run, answers(change)), SetupRefused);
  // Somebody else's configuration is in the way.
  await writeFile(join(folder, '.env'), 'PORT=1\n');
  const careful = { ...run, agree: async (question: string) => !question.includes('Overwrite') };
  await assert.rejects(runSetup(careful, answers()), SetupRefused);
  assert.equal(readFileSync(join(folder, '.env'), 'utf8'), 'PORT=1\n');
  const written = tenant.requests().filter(({ method }) => method !== 'GET');
  assert.deepEqual(written, []);
});

test('for a practice tenant, set-up writes the configuration of a bot on this machine', async (t) => {
  const { tenant, run, folder } = await scene(t);
  const address = 'http://127.0.0.1:3999';
  assert.equal(
    await runSetup({ ...run, graphUrl: tenant.url }, answers({ address }, 'practice tenant')),
    true,
  );
  const { config } = await written(folder);
  assert.deepEqual(
    [config.loopback, config.graph.url, config.tenantId],
    [true, tenant.url, tenantId],
  );
  assert.deepEqual([config.http.port, config.http.publicUrl], [3999, address]);
  assert.equal(tenant.made().secrets, 0);
});

test('missing and wrong answers are named all at once', () => {
  assert.throws(
    () =>
      readSetupAnswers(
        { tenant: tenantId, address: 'http://x', colour: 'red', inviters: '' },
        'real tenant',
      ),
    (error) => {
      const text = error instanceof Error ? error.message : '';
      for (const name of [
        'operators: is missing',
        'project: is missing',
        'inviters: must name',
        'colour: is no question',
      ])
        assert.ok(text.includes(name), `${name}\n${text}`);
      return true;
    },
  );
});
