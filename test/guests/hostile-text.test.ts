import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand } from '../../bot/routes/read-command.ts';
import { readText } from '../../src/guests/csv/read-text.ts';
import { ListRefused } from '../../src/guests/list/list-refused.ts';
import { readRowRanges } from '../../src/guests/list/row-ranges.ts';
import { htmlText } from '../../src/guests/typed/html-text.ts';
import { readInviteRequest } from '../../src/guests/typed/invite-request.ts';
import { readPastedList } from '../../src/guests/typed/pasted-list.ts';
import { readBesideFile } from '../../src/guests/typed/typed-line.ts';
import { readTypedLine } from './typed/read-typed.ts';

/** These run on the thread that answers everybody. While one reads, nobody gets an answer. */
const readers: readonly [string, (text: string) => unknown][] = [
  ['a command', readCommand],
  ['a pasted list', (text) => readPastedList(text)],
  ['a typed line', (text) => readTypedLine(text)],
  ['a project', (text) => readTypedLine(`a@fabrikam.com to ${text}`)],
  ['a name in quotes', (text) => readTypedLine(`a@fabrikam.com to "${text}`)],
  ['words beside a file', (text) => readBesideFile(text)],
  ['a request', readInviteRequest],
  ['HTML', (text) => htmlText(`<p>${text}`)],
  ['a cell of a file', (text) => readCell(text.slice(0, 60_000))],
  ['rows', (text) => readRowRanges(text, new Set([1, 2, 3]))],
];
/** Reads a list with this text as a cell. A refusal must come soon too. */
function readCell(text: string): void {
  try {
    readText(`email,name\na@x.example,${text}`, { maxRows: 10 });
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
  }
}

const pieces = [
  '.',
  ';',
  ' ',
  '\n',
  '"',
  '<',
  '(',
  '@',
  'a,',
  '1-',
  ' to ',
  'a\tb@c.d\t',
  "'",
  '[',
  '<p>',
  '<at>',
  '<s>a</s>',
  '<s>a b<br>',
  '<td>a </td>',
  '<td> ',
  'jane@x.example to ',
  '&lt;',
  'A a@b.c, ',
  '\u201e',
];
/** The longest message that the bot reads. HTML is read before anybody knows how long the text is. */
const characters = (what: string) => (what === 'HTML' ? 262_144 : 32_768);

/** The least processor time of three reads in ms: other work on the machine makes single reads slower. */
function costOf(read: (text: string) => unknown, text: string): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    read(text);
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...costs);
}

for (const [what, read] of readers) {
  test(`reading the longest message as ${what} takes no quadratic time`, () => {
    for (const piece of pieces) {
      for (const end of ['', 'x']) {
        const text = (share: number) => piece.repeat(characters(what) / share / piece.length) + end;
        const before = process.cpuUsage();
        read(text(1));
        // Some milliseconds; in quadratic time it would be a second.
        if (process.cpuUsage(before).user < 500_000) continue;
        // A slow machine reads the quarter slowly too. In quadratic time the whole costs 16 times as much.
        const [whole, quarter] = [costOf(read, text(1)), costOf(read, text(4))];
        const told = `${JSON.stringify(piece)} took ${whole} ms, a quarter of it ${quarter} ms`;
        assert.ok(whole < 500 || whole < quarter * 8, told);
      }
    }
  });
}
