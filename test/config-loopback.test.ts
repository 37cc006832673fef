import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../src/config.ts';
import { faulty, id, loopback } from './config-faults.ts';

test('loopback needs only the address of its Graph', () => {
  const config = readConfig({ ...loopback, AZURE_CLIENT_SECRET: 'ignored' });
  assert.equal(config.http.host, '127.0.0.1');
  assert.equal(config.registration, undefined);
  assert.equal(config.tenantId, undefined);
  assert.deepEqual(config.groups, {
    inviters: undefined,
    bulkInviters: undefined,
    operators: undefined,
  });
  assert.deepEqual(config.graph.credential, { kind: 'none' });
  assert.deepEqual(config.database, { kind: 'embedded', dataDir: './data' });
  assert.deepEqual(config.serviceUrlHosts, ['127.0.0.1', 'localhost']);
  assert.deepEqual(config.sharePointHosts, ['127.0.0.1', 'localhost']);
});

test('loopback accepts addresses on this machine', () => {
  const config = readConfig({
    ...loopback,
    HOST: 'localhost',
    PUBLIC_URL: 'http://localhost:3978/',
    SHAREPOINT_HOSTS: '127.0.0.1:4001',
    MicrosoftAppTenantId: id(2).toUpperCase(),
    CLOCK_OFFSET_FILE: 'clock-offset.txt',
  });
  assert.equal(config.clockOffsetFile, 'clock-offset.txt');
  assert.equal(config.http.publicUrl, 'http://localhost:3978');
  assert.equal(config.tenantId, id(2));
});

const outside: [name: string, value: string | undefined][] = [
  ['MicrosoftAppId', id(1)],
  ['GRAPH_URL', undefined],
  ['GRAPH_URL', 'https://graph.microsoft.com'],
  ['GRAPH_URL', 'https://127.0.0.1'],
  ['GRAPH_URL', 'http://127.0.0.1.evil.example'],
  ['GRAPH_URL', 'http://127.0.0.1@evil.example'],
  ['PUBLIC_URL', 'https://guestlist.example'],
  ['HOST', '0.0.0.0'],
  ['METRICS_HOST', '0.0.0.0'],
  ['CHANNEL_OPENID_URL', 'https://login.botframework.com/v1/.well-known/openidconfiguration'],
  ['SERVICE_URL_HOSTS', 'smba.trafficmanager.net'],
  ['SHAREPOINT_HOSTS', 'contoso.sharepoint.com'],
];
for (const [name, value] of outside) {
  test(`loopback refuses ${name}=${value}`, () => {
    assert.deepEqual(faulty({ ...loopback, [name]: value }), [name]);
  });
}
