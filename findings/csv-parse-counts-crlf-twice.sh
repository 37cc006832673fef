#!/usr/bin/env bash
# csv-parse 7.0.3: info.lines counts a CRLF inside quotation marks as two lines, and one between records as one. The same
# list with LF says 4 for the record on physical line 4, with CRLF it says 5, so a line number from info.lines points at
# the wrong line in files that a spreadsheet wrote.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent csv-parse@7.0.3 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';

const linesOf = (end) => {
  const text = ['address,note', 'jane@fabrikam.example,"two', 'lines"', 'joe@fabrikam.example,one', ''].join(end);
  return parse(text, { info: true, columns: true }).map(({ info }) => info.lines);
};
const seen = { lf: linesOf('\n'), crlf: linesOf('\r\n') };
console.log(seen);
assert.deepEqual(seen, { lf: [3, 4], crlf: [4, 5] });
JS
node look.mjs
