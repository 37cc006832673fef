import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawRequest, serve } from './serve.ts';

const headers: [name: string, value: string, status: number][] = [
  ['Host', '127.0.0.1:3978', 200],
  ['Host', 'LOCALHOST', 200],
  ['Host', 'evil.example', 403],
  ['Host', '127.0.0.1.evil.example', 403],
  ['Host', '[::1]', 403],
  ['X-Forwarded-For', '10.0.0.1', 403],
  ['X-Forwarded-Host', '127.0.0.1', 403],
  ['Forwarded', 'for=10.0.0.1', 403],
  ['X-Real-IP', '10.0.0.1', 403],
];
for (const [name, value, status] of headers) {
  test(`loopback answers ${status} to ${name}: ${value}`, async (t) => {
    const { port } = await serve(t, { loopback: true });
    const host = name === 'Host' ? '' : 'Host: 127.0.0.1\r\n';
    const request = `GET /healthz HTTP/1.1\r\n${host}${name}: ${value}\r\nConnection: close\r\n\r\n`;
    assert.match(await rawRequest(port, request), new RegExp(`^HTTP/1.1 ${status} `));
  });
}

test('outside loopback the bot may be behind a proxy', async (t) => {
  const { url } = await serve(t);
  const response = await fetch(`${url}/healthz`, { headers: { 'x-forwarded-for': '10.0.0.1' } });
  assert.equal(response.status, 200);
});

const forwarders = [
  ...['Via', 'X-Client-IP', 'True-Client-IP', 'CF-Connecting-IP', 'CF-Ray', 'CDN-Loop'],
  ...['X-Cluster-Client-IP', 'Fastly-Client-IP', 'X-Azure-ClientIP', 'X-ARR-SSL', 'X-FD-Ref'],
  ...['X-Original-URL', 'X-Rewrite-URL', 'X-Host', 'X-Envoy-External-Address', 'X-Remote-Addr'],
  ...['Forwarded-For', 'X-Forward-For', 'Client-IP', 'Proxy-Connection', 'Max-Forwards'],
  ...['X-Amzn-Trace-Id', 'X-Cloud-Trace-Context', 'X-AppEngine-User-IP', 'X-ProxyUser-Ip'],
  // The next ones no list of ours ever knew.
  ...['X-Request-Id', 'X-Scheme', 'X-Appgw-Trace-Id', 'X-Source', 'X-Edge-IP', 'X-Traefik-Router'],
  ...['X-Haproxy-Server-State', 'Surrogate-Capability', 'X-B3-TraceId', 'X-MS-Proxy', 'EagleId'],
  ...['Front-End-Https', 'X-Url-Scheme', 'X-HTTP-Method-Override', 'X-Tunnel', 'Remote-User'],
  ...['Early-Data', 'Client-Cert', 'SSL-Client-Cert', 'X-SSL-Client-Verify', 'X-Whatever'],
];
test('loopback refuses every header that only something in between adds', async (t) => {
  const { port } = await serve(t, { loopback: true });
  const answers = forwarders.map(async (name) => {
    const head = `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${name}: 1\r\nConnection: close`;
    return [name, (await rawRequest(port, `${head}\r\n\r\n`)).slice(9, 12)];
  });
  assert.deepEqual(
    await Promise.all(answers),
    forwarders.map((name) => [name, '403']),
  );
});

const plain: [who: string, headers: string[]][] = [
  ['curl', ['User-Agent: curl/8.5', 'Accept: */*']],
  [
    'a browser',
    [
      ...['Accept: text/html', 'Accept-Encoding: gzip, br', 'Accept-Language: nl', 'DNT: 1'],
      ...['Cache-Control: no-cache', 'Pragma: no-cache', 'Cookie: a=b', 'Origin: http://localhost'],
      ...['Sec-Fetch-Site: none', 'Sec-CH-UA-Platform: "Linux"', 'Upgrade-Insecure-Requests: 1'],
      ...['If-None-Match: "a"', 'Priority: u=0', 'Referer: http://localhost/', 'Sec-GPC: 1'],
    ],
  ],
  ['Node', ['Accept: */*', 'Sec-Fetch-Mode: cors', 'User-Agent: node', 'Content-Length: 0']],
  ['Postman', ['Postman-Token: 1', 'User-Agent: PostmanRuntime/7']],
  ['.NET', ['traceparent: 00-1-2-00', 'Request-Id: 1', 'Correlation-Context: a=b']],
  ["Microsoft's Playground", ['Authorization: Bearer a.b.c', 'x-ms-agents-playground: true']],
];
test('loopback answers programs and browsers that speak to the bot themselves', async (t) => {
  const { port } = await serve(t, { loopback: true });
  for (const [who, headers] of plain) {
    const head = ['GET /healthz HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers];
    assert.match(await rawRequest(port, `${head.join('\r\n')}\r\n\r\n`), /^HTTP\/1.1 200 /, who);
  }
});

test('loopback refuses the name of another host, even if it is this machine', async (t) => {
  const { port } = await serve(t, { loopback: true });
  const ask = (target: string) =>
    rawRequest(port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  assert.match(await ask('http://evil.example/healthz'), /^HTTP\/1.1 400 /);
  assert.match(await ask('http://127.0.0.1/healthz'), /^HTTP\/1.1 400 /);
  assert.match(await ask('http://localhost/healthz'), /^HTTP\/1.1 200 /);
});
