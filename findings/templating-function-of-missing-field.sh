#!/usr/bin/env bash
# adaptivecards-templating 2.3.1 with adaptive-expressions 4.23.3: a function over a field that the data lacks is carried
# out on the placeholder's own text. ${toUpper(name)} prints "${NAME}" and ${length(name)} says 7, the length of the
# seven characters ${name}. No error, no empty text: a card states a number that nothing counted.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent adaptive-expressions@4.23.3 adaptivecards-templating@2.3.1 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { Template } from 'adaptivecards-templating';

const expanded = (text, data) =>
  new Template({ type: 'TextBlock', text }).expand({ $root: data }).text;
const seen = [
  expanded('${length(name)}', {}),
  expanded('${toUpper(name)}', {}),
  expanded('${length(name)}', { name: '' }),
];
console.log(seen);
assert.deepEqual(seen, [7, '${NAME}', 0]);
JS
node look.mjs
