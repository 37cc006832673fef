import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readConfig } from '../src/config.ts';
import type { Env } from '../src/env-reader.ts';
import { faultsOf, faulty, full, id, loopback } from './config-faults.ts';

test('a variable with a default in the contract may be unset', () => {
  const config = readConfig(full);
  assert.deepEqual(config.http, { host: '0.0.0.0', port: 3978, publicUrl: undefined });
  assert.equal(config.graph.url, 'https://graph.microsoft.com');
  assert.deepEqual(config.graph.credential, { kind: 'managed identity', clientId: undefined });
  assert.deepEqual(config.graph.invitations, { count: 120, seconds: 5 });
  assert.deepEqual(config.graph.writes, { count: 2400, seconds: 150 });
  assert.deepEqual(config.limits, { bulkFrom: 20, fileBytes: 10_485_760, rows: 50_000 });
  assert.deepEqual(config.times, {
    redemptionPoll: 300_000,
    redemptionSweep: 86_400_000,
    alertDigestWindow: 15_000,
    draftLapses: 86_400_000,
    retention: 365 * 86_400_000,
    replicationPatience: 600_000,
    graphTimeout: 30_000,
  });
  assert.equal(config.groups.bulkInviters, id(3));
  assert.equal(config.metrics, undefined);
  assert.equal(config.clockOffsetFile, undefined);
  assert.ok(config.serviceUrlHosts.includes('smba.trafficmanager.net'));
});

test('the bot uses the set values', () => {
  const config = readConfig({
    ...full,
    PORT: '8080',
    PUBLIC_URL: 'https://guestlist.example/bot/',
    SERVICE_URL_HOSTS: 'SMBA.example',
    BULK_INVITERS_GROUP_ID: id(5),
    GRAPH_INVITATION_LIMIT: '10/1s',
    RETENTION: 'P2W',
    METRICS_PORT: '9464',
    LOG_LEVEL: 'debug',
    DATA_DIR: '',
    DATABASE_URL: 'postgres://db.example/guestlist',
  });
  assert.equal(config.http.port, 8080);
  assert.equal(config.http.publicUrl, 'https://guestlist.example/bot');
  assert.deepEqual(config.serviceUrlHosts, ['smba.example']);
  assert.equal(config.groups.bulkInviters, id(5));
  assert.deepEqual(config.graph.invitations, { count: 10, seconds: 1 });
  assert.equal(config.times.retention, 14 * 86_400_000);
  assert.deepEqual(config.metrics, { host: '127.0.0.1', port: 9464 });
  assert.equal(config.logLevel, 'debug');
  assert.deepEqual(config.database, { kind: 'server', url: 'postgres://db.example/guestlist' });
});

test('half a second is half a second', () => {
  assert.equal(readConfig({ ...full, GRAPH_TIMEOUT: 'PT0.5S' }).times.graphTimeout, 500);
});

test('a duration that no timer can hold is refused in words that name the longest', () => {
  const [fault] = faultsOf({ ...full, REDEMPTION_POLL: 'PT9999999H' });
  assert.match(fault ?? '', /^REDEMPTION_POLL: must be .* such as PT5M, and at most P1D\.$/);
});

test('an empty environment gets all missing variables in one message', () => {
  assert.deepEqual(faulty({}), [
    'MicrosoftAppId',
    'MicrosoftAppTenantId',
    'MicrosoftAppType',
    'SHAREPOINT_HOSTS',
    'INVITERS_GROUP_ID',
    'OPERATORS_GROUP_ID',
    'DATABASE_URL or DATA_DIR',
  ]);
  assert.throws(() => readConfig({}), /- MicrosoftAppId: is not set\. Give .*\n- .*OPERATORS/s);
});

test('a variable of spaces counts as unset', () => {
  assert.deepEqual(faulty({ ...full, INVITERS_GROUP_ID: '  ' }), ['INVITERS_GROUP_ID']);
});

const wrong: [name: string, value: string][] = [
  ['MicrosoftAppType', 'Single-Tenant'],
  ['MicrosoftAppType', 'MultiTenant'],
  ['MicrosoftAppType', 'singletenant'],
  ['MicrosoftAppId', 'guestlist'],
  ['MicrosoftAppTenantId', 'contoso.onmicrosoft.com'],
  ['MicrosoftAppPassword', ''],
  ['INVITERS_GROUP_ID', 'admins'],
  ['PORT', '65536'],
  ['PORT', '80a'],
  ['PUBLIC_URL', 'http://guestlist.example'],
  ['PUBLIC_URL', 'https://user:pass@guestlist.example'],
  ['PUBLIC_URL', 'https://guestlist.example/?a=b'],
  ['PUBLIC_URL', 'guestlist.example'],
  ['CHANNEL_OPENID_URL', 'http://login.example/openid'],
  ['GRAPH_URL', 'https://graph.microsoft.com/v1.0'],
  ['GRAPH_URL', 'http://graph.example'],
  ['SERVICE_URL_HOSTS', 'https://smba.trafficmanager.net/teams'],
  ['SHAREPOINT_HOSTS', '*.sharepoint.com'],
  ['GRAPH_WRITE_LIMIT', '0/5s'],
  ['GRAPH_WRITE_LIMIT', '5/s'],
  ['REDEMPTION_POLL', '5m'],
  ['REDEMPTION_POLL', 'PT0S'],
  ['REDEMPTION_POLL', 'PT0.0001S'],
  ['REDEMPTION_POLL', '-PT5M'],
  ['RETENTION', 'P1Y'],
  ['RETENTION', 'P36501D'],
  ['REDEMPTION_POLL', 'P2D'],
  ['REDEMPTION_SWEEP', 'PT9999999H'],
  ['GRAPH_TIMEOUT', 'P25D'],
  ['GRAPH_INVITATION_LIMIT', '10000000000/5s'],
  ['GRAPH_WRITE_LIMIT', '5/100000s'],
  ['BULK_FROM', '-1'],
  ['MAX_ROWS', '1e3'],
  ['METRICS_PORT', 'on'],
  ['LOG_LEVEL', 'verbose'],
  ['LOOPBACK', '1'],
  ['CLOCK_OFFSET_FILE', '/tmp/clock-offset.txt'], // without LOOPBACK
  ['DATABASE_URL', 'postgres://db.example/guestlist'], // beside DATA_DIR
];
for (const [name, value] of wrong) {
  test(`the bot refuses ${name}=${value}`, () => {
    assert.deepEqual(faulty({ ...full, [name]: value }), [name]);
  });
}

test('the bot refuses an unreadable database address without repeating its password', () => {
  for (const url of [
    'postgres://guestlist:hunter2@db.example:54x2/guestlist',
    'postgres://guestlist:hunter%2@db.example/guestlist',
    'postgres://guestlist:hunter2@/guestlist',
    'postgres://guestlist:hunter/2@db.example/guestlist',
  ]) {
    const [fault, ...others] = faultsOf({ ...full, DATA_DIR: undefined, DATABASE_URL: url });
    assert.match(fault ?? '', /^DATABASE_URL: cannot be read\. It has the form/, url);
    assert.doesNotMatch(fault ?? '', /hunter/);
    assert.deepEqual(others, []);
  }
});

test('the bot refuses a database address that is not for PostgreSQL', () => {
  const env = { ...full, DATA_DIR: undefined, DATABASE_URL: 'mysql://db.example' };
  assert.deepEqual(faulty(env), ['DATABASE_URL']);
});

test('the bot refuses settings for TLS that the driver would pass over', () => {
  const faultOf = (query: string) =>
    faultsOf({ ...full, DATA_DIR: undefined, DATABASE_URL: `postgres://db.example/x?${query}` });
  for (const query of ['sslmode=bogus', 'sslmode=', 'sslmode=allow', 'ssl=false'])
    assert.match(faultOf(query).join(), /^DATABASE_URL: ssl(mode)? must be /, query);
  for (const query of ['sslmod=require', 'SSLMODE=require', 'tls=true', 'ssl_mode=require'])
    assert.match(faultOf(query).join(), /^DATABASE_URL: has a setting for TLS that the bot/, query);
  for (const query of ['sslmode=verify-full', 'ssl=true', 'sslrootcert=/a', 'application_name=a'])
    assert.deepEqual(faultOf(query), [], query);
});

test('the bot refuses a managed identity with a password, without repeating the password', () => {
  const faults = faultsOf({ ...full, MicrosoftAppType: 'UserAssignedMSI' });
  assert.equal(faults.length, 1);
  assert.match(faults[0] ?? '', /^MicrosoftAppPassword/);
  assert.doesNotMatch(faults[0] ?? '', /hunter2/);
});

test('Graph credentials are a secret, a certificate or a managed identity, and whole', () => {
  const named = { AZURE_TENANT_ID: id(6), AZURE_CLIENT_ID: id(7) };
  const credential = (env: Env) => readConfig({ ...full, ...env }).graph.credential.kind;
  assert.equal(credential({ ...named, AZURE_CLIENT_SECRET: 's' }), 'secret');
  assert.equal(credential({ ...named, AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem' }), 'certificate');
  assert.equal(credential({ AZURE_CLIENT_ID: id(7) }), 'managed identity');
  assert.deepEqual(faulty({ ...full, AZURE_CLIENT_SECRET: 's' }), [
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
  ]);
  const both = { AZURE_CLIENT_SECRET: 's', AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem' };
  assert.deepEqual(faulty({ ...full, ...named, ...both }), ['AZURE_CLIENT_SECRET']);
});

test('.env.sample explains every variable that the bot reads, in one line each', async () => {
  const lines = (await readFile(new URL('../.env.sample', import.meta.url), 'utf8')).split('\n');
  const named = lines.flatMap((line, at) => {
    const name = /^(?:# )?([A-Za-z_]+)=/.exec(line)?.[1];
    if (name !== undefined) assert.match(lines[at - 1] ?? '', /^# .*\.$/, `${name} is explained`);
    return name ?? [];
  });
  const read = new Set<string>();
  const watched = (env: Env): Env =>
    new Proxy(env, {
      get: (target, name) => {
        read.add(String(name));
        return target[String(name)];
      },
    });
  const azure = { AZURE_TENANT_ID: id(6), AZURE_CLIENT_ID: id(7), AZURE_CLIENT_SECRET: 's' };
  readConfig(watched({ ...full, ...azure, METRICS_PORT: '9464' }));
  readConfig(watched(loopback));
  assert.deepEqual([...named].sort(), [...read].sort());
});
