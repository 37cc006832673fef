#!/usr/bin/env bash
# restify 12.0.0: to import it is enough to change every server of the process, also one that node:http alone serves. Its
# writeHead returns nothing, so that Node's documented chain writeHead(...).end(...) throws in a handler that has nothing to
# do with restify; and an answer that set its status to 204 or 304 before loses the headers about its content. No restify
# server needs to exist.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent restify@12.0.0 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';

const seen = [];
const server = createServer((request, response) => {
  response.statusCode = 304;
  response.setHeader('content-type', 'text/csv');
  seen.push(response.writeHead(304) === response ? 'chains' : 'does not chain');
  response.end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const ask = async () => {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`);
  return answer.headers.get('content-type');
};
const before = await ask();
await import('restify');
const after = await ask();
console.log({ seen, before, after });
assert.deepEqual(seen, ['chains', 'does not chain']);
assert.deepEqual([before, after], ['text/csv', null]);
server.close();
JS
node look.mjs 2>/dev/null
