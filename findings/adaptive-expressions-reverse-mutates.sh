#!/usr/bin/env bash
# adaptive-expressions 4.23.3: reverse(list) turns the caller's own array round. Two cards drawn from the same view, or one
# card that says reverse() twice, show the list in different orders. sortBy(list) leaves the array as it was.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent adaptive-expressions@4.23.3 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { Expression } from 'adaptive-expressions';

const data = { partners: [3, 1, 2] };
const value = (text) => structuredClone(Expression.parse(text).tryEvaluate(data).value);
const sorted = value('sortBy(partners)');
assert.deepEqual([sorted, data.partners], [[1, 2, 3], [3, 1, 2]]);
const first = value('reverse(partners)');
const second = value('reverse(partners)');
console.log({ first, second, data });
assert.deepEqual([first, second, data.partners], [[2, 1, 3], [3, 1, 2], [3, 1, 2]]);
JS
node look.mjs
