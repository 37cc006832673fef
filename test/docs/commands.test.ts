import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Command } from '../../bot/commands/command.ts';
import { commandNames, commands } from '../../bot/commands/commands.ts';
import { commandDescription, commandWord } from '../../bot/words/command-words.ts';

const page = readFileSync(new URL('../../docs/commands.md', import.meta.url), 'utf8');

const where: Record<Command['where'], string> = {
  personal: 'private chat',
  channel: 'channel',
  anywhere: 'both',
};

const shownTo: Record<Command['shownTo'], string> = {
  anybody: 'everybody',
  inviters: 'who may invite',
  involved: 'who may invite, owners, operators',
  deciders: 'owners, operators',
  voters: 'who decides, operators',
  operators: 'operators',
};

test('the page of commands has a row for each word, with what help says of it, where and to whom', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const expected = commandNames.map((name) => {
    const described = commandDescription(name, 'en').replaceAll('<', '&lt;');
    const words = [`\`${commandWord(name, 'en')}\``, `\`${commandWord(name, 'nl')}\``];
    const rule = commands[name];
    return `| ${[...words, described, where[rule.where], shownTo[rule.shownTo]].join(' | ')} |`;
  });
  assert.deepEqual(rows, expected);
});
