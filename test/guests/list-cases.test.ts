import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listBehind, readCommand } from '../../bot/routes/read-command.ts';
import { messageText } from '../../bot/turns/message-text.ts';
import { otherVerbs } from '../../bot/words/command-words.ts';
import { ListRefused } from '../../src/guests/list/list-refused.ts';
import type { Known } from '../../src/guests/sentence/read-clauses.ts';
import { leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { readPastedList } from '../../src/guests/typed/pasted-list.ts';
import type { TypedLine } from '../../src/guests/typed/typed-line.ts';
import { judge, type Wanted } from './judge-list.ts';
import { listCases, typedCases } from './list-cases.ts';
import { type ReadAll, readAll } from './read-all.ts';
import { readTypedLine } from './typed/read-typed.ts';

function check(read: ReadAll, want: readonly Wanted[], level: 'RIGHT' | 'SAID'): void {
  const judged = judge(read, want);
  if (level === 'RIGHT') assert.deepEqual(judged.faults, []);
  else assert.deepEqual(judged.unsaid, []);
}

for (const { kind, file, bytes, want, level, why } of await listCases()) {
  test(`${kind} ${file} is ${level.toLowerCase()}: ${why}`, async () => {
    check(await readAll(bytes), want, level);
  });
}

const known: Known = { projects: ['beacon', 'Beacon'], today: '2026-11-21', verbs: otherVerbs };

/** A message as Teams sends it, with the HTML that it puts beside the text. */
function textOf({ text, html }: { text: string; html?: string | undefined }): string {
  const attachments = html === undefined ? [] : [{ contentType: 'text/html', content: html }];
  return messageText({ text, attachments, entities: [], recipient: { id: 'bot' } });
}

/** Reads a text as a list: behind `invite`, or a list and nothing else. */
function readTyped(text: string): TypedLine | undefined {
  const read = readCommand(text);
  const behind = read.kind === 'command' ? listBehind(text, read) : undefined;
  if (read.kind === 'command' && behind === undefined) {
    return read.name === 'invite' ? readTypedLine(read.rest, known) : undefined;
  }
  return readPastedList(behind ?? text, known);
}

for (const { isCommand, want, level, why, ...message } of await typedCases()) {
  test(`typed ${JSON.stringify(message.text)} is ${level.toLowerCase()}: ${why}`, () => {
    const text = textOf(message);
    if (isCommand) {
      assert.deepEqual(readCommand(text), { kind: 'command', name: 'help', rest: '' });
      return;
    }
    const read = readTyped(text);
    assert.ok(read !== undefined, 'the bot asks what is meant');
    const { partners, leftOver, notes, refused } = read;
    const said = { rows: partners, notes: [...leftOverNote(leftOver), ...notes] };
    const refusal = refused && new ListRefused(refused.code, refused.values);
    check(refusal === undefined ? said : { ...said, refused: refusal }, want, level);
  });
}
