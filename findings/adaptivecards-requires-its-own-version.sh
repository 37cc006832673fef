#!/usr/bin/env bash
# adaptivecards 3.0.6, which draws version 1.6: an element that says "requires": { "adaptiveCards": "1.2" } is replaced by its
# fallback, as in a client that is too old. The library counts no version of its own among the host's capabilities. It draws
# the element only after the host has added that capability by hand.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent adaptivecards@3.0.6 >/dev/null
cat > look.cjs <<'JS'
const assert = require('node:assert/strict');
const cards = require('adaptivecards/dist/adaptivecards.js');

const element = (text) => ({ type: 'TextBlock', text });
const body = [{ ...element('new'), requires: { adaptiveCards: '1.2' }, fallback: element('old') }];
function drawn(config) {
  const card = new cards.AdaptiveCard();
  card.hostConfig = config;
  card.parse({ type: 'AdaptiveCard', version: '1.5', body });
  return card.getItemAt(0).text;
}
const silent = new cards.HostConfig();
const explicit = new cards.HostConfig();
explicit.hostCapabilities.addCapability('adaptiveCards', cards.Versions.latest);
const seen = { library: cards.Versions.latest.toString(), silent: drawn(silent), explicit: drawn(explicit) };
console.log(seen);
assert.deepEqual(seen, { library: '1.6', silent: 'old', explicit: 'new' });
JS
node look.cjs
