#!/usr/bin/env bash
# @microsoft/microsoft-graph-client 3.0.7: .filter() and .search() percent-encode spaces and quotation marks, and leave
# '+', '&' and '#' as they are. A guest looked up by an address such as jane+atlas@… is asked for under another address:
# a server reads '+' as a space. What stands behind '&' becomes a parameter of its own, and '#' ends the request target.
# Seen: the request target as the server receives it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @microsoft/microsoft-graph-client@3.0.7 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ target: request.url }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}`;
const client = Client.initWithMiddleware({ baseUrl, middleware: new HTTPMessageHandler() });
const asked = async (address) => (await client.api('/users').filter(`mail eq '${address}'`).get()).target;

const plus = await asked('jane+atlas@fabrikam.example');
const ampersand = await asked('r&d@fabrikam.example');
const hash = await asked('team#1@fabrikam.example');
console.log(plus, ampersand, hash, filterOf(plus));
assert.equal(plus, '/v1.0/users?$filter=mail%20eq%20%27jane+atlas@fabrikam.example%27');
assert.equal(filterOf(plus), "mail eq 'jane atlas@fabrikam.example'");
assert.equal(filterOf(ampersand), "mail eq 'r");
assert.equal(hash, '/v1.0/users?$filter=mail%20eq%20%27team');
server.close();

function filterOf(target) {
  return new URL(target, baseUrl).searchParams.get('$filter');
}
JS
node look.mjs
