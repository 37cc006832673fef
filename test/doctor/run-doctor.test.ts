import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findingLines } from '../../bot/doctor/finding-words.ts';
import { reportOf } from '../../bot/doctor/report.ts';
import { lookAtDatabase } from '../../bot/start/look-at-database.ts';
import { runDoctor } from '../../bot/start/run-doctor.ts';
import { areas, findingCodes } from '../../src/work/doctor/finding.ts';
import { full } from '../config-faults.ts';
import { groups, projectsFile, tenantId } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();
const machine = {
  now: () => new Date(),
  sleep: async () => undefined,
  newId: () => 'id-1',
  node: process.versions.node,
};
const english = { language: 'en', json: false } as const;

test('without a configuration the doctor names each missing variable, and ends with 1', async () => {
  const { text, exitCode } = reportOf(await runDoctor({}, machine), english);
  assert.equal(exitCode, 1);
  for (const name of ['MicrosoftAppId', 'INVITERS_GROUP_ID', 'SHAREPOINT_HOSTS'])
    assert.match(text, new RegExp(`^fault +Configuration +${name}`, 'm'));
});

test('the doctor names a file of a secret that cannot be read', async () => {
  const files = { MicrosoftAppPassword: '', MicrosoftAppPasswordFile: '/nowhere/secret' };
  const { text } = reportOf(await runDoctor({ ...full, ...files }, machine), english);
  assert.match(text, /^fault +Configuration +MicrosoftAppPasswordFile: the bot cannot read the/m);
});

test('the doctor reads environment, projects file, tenant and database, and ends with 0', async (t) => {
  const { env } = await loopback(t, JSON.stringify(projectsFile));
  const findings = await runDoctor(env, machine);
  const { text, exitCode } = reportOf(findings, english);
  // Atlas names a channel, and nobody added the bot there.
  assert.match(text, /^warning +Projects +atlas: Guestlist is not in the channel\.$/m);
  assert.match(text, /^ok +Database +PostgreSQL \d+\.\d+ answers\.$/m);
  assert.match(text, /^1 warning, \d+ ok, \d+ not checked$/m);
  assert.equal(exitCode, 0);
  const json: unknown = JSON.parse(reportOf(findings, { ...english, json: true }).text);
  assert.ok(typeof json === 'object' && json !== null && 'findings' in json && 'faults' in json);
  assert.equal(json.faults, 0);
  assert.ok(Array.isArray(json.findings) && json.findings.length === findings.length);
  assert.ok('checks' in json && Array.isArray(json.checks));
  const states = new Set(json.checks.map(({ state }) => state));
  assert.deepEqual([...states].sort(), ['ok', 'warning']);
  const channel = json.checks.find(({ state }) => state === 'warning');
  assert.deepEqual(channel, {
    id: 'projects: channel not reached',
    state: 'warning',
    text: 'atlas: Guestlist is not in the channel.',
  });
});

test('a test guest shows what Graph does, and is gone afterwards', async (t) => {
  const { env, tenant } = await loopback(t, JSON.stringify(projectsFile));
  const trial = async (testGuest: string) =>
    (await runDoctor(env, { ...machine, testGuest }))
      .filter(({ area }) => area === 'trial')
      .map(({ code }) => code);
  assert.deepEqual(await trial('jane@fabrikam.example'), [
    'trial invited',
    ...Array.from({ length: 3 }, () => 'trial seen'),
    'trial delta with state',
    'trial second same',
    'trial sponsors',
    'trial member',
    'trial removed',
  ]);
  assert.equal(tenant.user('jane@fabrikam.example'), undefined);
  assert.equal(tenant.mails('jane@fabrikam.example').length, 1);
  tenant.turn({ deniedDomains: ['contoso-competitor.example'], delta: { withState: false } });
  assert.deepEqual(await trial('jo@contoso-competitor.example'), ['trial refused']);
  assert.ok((await trial('kim@fabrikam.example')).includes('trial delta without state'));
  // The doctor touches no account that is there already.
  const writes = () =>
    tenant.requests().filter(({ method, path }) => method !== 'GET' && path !== '/$batch').length;
  const before = writes();
  assert.deepEqual(await trial('gina@northwind.example'), ['trial taken']);
  assert.deepEqual(await trial('nobody'), ['trial no address']);
  assert.equal(writes(), before);
  assert.deepEqual([tenant.violations(), tenant.unhandled()], [[], []]);
});

test('the doctor neither deletes nor tries an account that its invitation did not make', async (t) => {
  const { env, tenant } = await loopback(t, JSON.stringify(projectsFile));
  const address = 'lea@fabrikam.example';
  const hourMs = 3_600_000;
  tenant.turn({ clockOffsetMs: -hourMs });
  const invited = await fetch(`${tenant.url}/v1.0/invitations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer of-somebody-else' },
    body: JSON.stringify({ invitedUserEmailAddress: address, inviteRedirectUrl: env.GRAPH_URL }),
  });
  assert.equal(invited.status, 201);
  // A filter does not show the account that somebody else made an hour ago.
  tenant.turn({ clockOffsetMs: 0, lagMs: { filters: 2 * hourMs } });
  const findings = await runDoctor(env, { ...machine, testGuest: address });
  const trial = findings.filter(({ area }) => area === 'trial');
  assert.deepEqual(
    trial.map(({ code }) => code),
    ['trial invited', 'trial kept'],
  );
  const account = tenant.user(address);
  assert.ok(account);
  const touching = tenant
    .requests()
    .filter(({ method, path }) => method !== 'GET' && path.includes(account.id));
  assert.deepEqual(touching, []);
});

test('a projects file that cannot be read hides nothing else', async (t) => {
  const { env } = await loopback(t, '{"projects": [{"key": "Atlas"}]}');
  const codes = (await runDoctor(env, machine)).map(({ code }) => code);
  assert.ok(codes.includes('projects file fault'));
  assert.ok(codes.includes('tenant found'));
});

test('the doctor tells an empty database from one that is up to date, and makes no table', async (t) => {
  const { connectionString: url } = await server.empty(t);
  const first = await look(url);
  assert.deepEqual(first, ['database answers', 'migrations pending']);
  assert.deepEqual(await look(url), first);
  const fresh = await server.fresh(t);
  assert.deepEqual(await look(fresh.connectionString), ['database answers']);
});

test('the doctor says why a database cannot be reached, without its password', async () => {
  const url = 'postgres://guestlist:hush@127.0.0.1:1/guestlist';
  const { findings } = await lookAtDatabase({ kind: 'server', url }, tenantId);
  const [line] = findingLines(findings, 'en');
  assert.match(line?.words ?? '', /nothing listens at 127\.0\.0\.1:1/);
  assert.doesNotMatch(line?.words ?? '', /hush/);
});

test('the doctor writes a day as people do', () => {
  const lasts = {
    area: 'credentials',
    code: 'credential lasts',
    values: { what: 'graph', kind: 'secret', day: '2027-05-28' },
  } as const;
  assert.match(findingLines([lasts], 'nl')[0]?.words ?? '', /28 mei 2027/);
  assert.match(findingLines([lasts], 'en')[0]?.words ?? '', /May 28, 2027|28 May 2027/);
});

test('every finding has words in both languages, with or without its values', () => {
  for (const code of findingCodes)
    for (const language of ['en', 'nl'] as const) {
      const [line] = findingLines([{ area: areas[0], code }], language);
      assert.ok(line, code);
      assert.doesNotMatch(line.words, /[{}]/, code);
    }
});

async function look(url: string): Promise<string[]> {
  const { findings, close } = await lookAtDatabase({ kind: 'server', url }, tenantId);
  await close();
  return findings.map(({ code }) => code);
}

/** The environment of a bot on this machine, against the practice tenant. */
async function loopback(t: TestContext, projects: string) {
  const tenant = await startTenant({ knobs: kindKnobs });
  t.after(() => tenant.close());
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'projects.json');
  await writeFile(file, projects);
  const { connectionString } = await server.fresh(t);
  const env = {
    LOOPBACK: 'true',
    MicrosoftAppTenantId: tenantId,
    GRAPH_URL: tenant.url,
    SHAREPOINT_HOSTS: '127.0.0.1',
    INVITERS_GROUP_ID: groups.inviters.id,
    OPERATORS_GROUP_ID: groups.operators.id,
    PROJECTS_FILE: file,
    DATABASE_URL: connectionString,
  };
  return { env, tenant };
}
