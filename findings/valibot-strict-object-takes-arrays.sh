#!/usr/bin/env bash
# valibot 1.5.0: strictObject() whose keys are all optional accepts an empty array, a Date and a Map. A configuration that
# says "access": [] instead of "access": {} passes, where the same schema as JSON Schema (type: object) refuses it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent valibot@1.5.0 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import * as v from 'valibot';

const access = v.strictObject({ groups: v.optional(v.array(v.string())) });
const seen = [[], new Date(0), new Map([['groups', 1]]), 'groups', [1]].map((input) => v.safeParse(access, input).success);
console.log(seen);
assert.deepEqual(seen, [true, true, true, false, false]);
JS
node look.mjs
