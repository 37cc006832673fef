import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commandNames } from '../../bot/commands/commands.ts';
import { commandDescription, commandWord } from '../../bot/words/command-words.ts';

const page = readFileSync(new URL('../../docs/commands.md', import.meta.url), 'utf8');

test('the page of commands has a row for each word, with what help says of it', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const begins = rows.map((row) =>
    row.replaceAll('&lt;', '<').split(' | ').slice(0, 3).join(' | '),
  );
  const expected = commandNames.map(
    (name) =>
      `| \`${commandWord(name, 'en')}\` | \`${commandWord(name, 'nl')}\` | ${commandDescription(name, 'en')}`,
  );
  assert.deepEqual(begins, expected);
});
