#!/usr/bin/env bash
# @microsoft/microsoft-graph-client 3.0.7: an error answer that is no JSON (a gateway's 503 as HTML, a 429 without a body)
# becomes a GraphError without code, without message and without headers, so that Retry-After, which stood in the answer,
# cannot be obeyed. The same answer with a JSON body keeps it in error.headers.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @microsoft/microsoft-graph-client@3.0.7 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';

const answers = {
  '/v1.0/html': [503, { 'content-type': 'text/html' }, '<h1>Service unavailable</h1>'],
  '/v1.0/empty': [429, {}, ''],
  '/v1.0/json': [429, { 'content-type': 'application/json' }, '{"error":{"code":"TooManyRequests","message":"later"}}'],
};
const server = createServer((request, response) => {
  const [status, headers, body] = answers[request.url];
  response.writeHead(status, { 'retry-after': '7', ...headers });
  response.end(body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}`;
const client = Client.initWithMiddleware({ baseUrl, middleware: new HTTPMessageHandler() });
const heard = async (path) => {
  const error = await client.api(path).get().catch((caught) => caught);
  return [error.statusCode, error.code, error.message, error.headers?.get('retry-after')];
};
const [html, empty, json] = [await heard('/html'), await heard('/empty'), await heard('/json')];
console.log({ html, empty, json });
assert.deepEqual(html, [503, null, '', undefined]);
assert.deepEqual(empty, [429, null, '', undefined]);
assert.deepEqual(json, [429, 'TooManyRequests', 'later', '7']);
server.close();
JS
node look.mjs
