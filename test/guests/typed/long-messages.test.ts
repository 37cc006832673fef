import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tooLong } from '../../../bot/turns/message-text.ts';
import type { InTurns } from '../../../src/guests/in-turns.ts';
import { pastedListInTurns } from '../../../src/guests/typed/pasted-list.ts';
import { endingInTurns } from '../../../src/guests/typed/typed-ending.ts';
import { typedLineInTurns } from '../../../src/guests/typed/typed-line.ts';
import { countSteps } from '../count-steps.ts';
import { countWork } from '../count-work.ts';

/** While one of these reads, nobody else gets an answer until its next break. */
const pastedList = ['a pasted list', (text: string) => pastedListInTurns(text)] as const;
const typedLine = ['a typed line', (text: string) => typedLineInTurns(text)] as const;
const ending = ['an ending', (text: string) => endingInTurns(text)] as const;
const signs = [...'!"#&\'()*+,-./:;<=>?@[\\]_`{|}~ a1A'];
const words = [
  ...['a\n', 'A\n', 'A, ', 'a: ', 'a:\n', 'a@b.c,', 'a@b.c\n', 'and ', '/ ', 'a\tb\n', '(a '],
  ...['Jane Doe <jane@x.example>\n', 'not a@b.c,', 'a;b\n', '"a" ', 'BEGIN:VCARD\n', '\u2717 '],
  ...['cc ', 'not ', 'ORG: a@b.c ', 'N: a@b.c ', '~~a@b.c ', '<s>a '],
];
/** A pattern grows with signs that come again, alone or in such groups. */
const searched = [
  ...signs,
  '\n',
  'nom: a ',
  '\t',
  'a@b.c,',
  '(a ',
  '"a" ',
  'a: ',
  'a\tb\n',
  '\u2717 ',
];
const filled = (part: string, most: number) =>
  part.repeat(Math.ceil(most / part.length)).slice(0, most);
/** Words before the first partner, and behind the last, are read in different ways. */
const around = (text: string) => `${text}jane@x.example to atlas\n${text}`;

const patterns = new Map<string, RegExp>();

/** The characters that a reader looks at: all, and the most between two breaks. */
async function workOf(read: (text: string) => InTurns<unknown>, text: string) {
  const work = read(text);
  const found = { all: 0, most: 0 };
  for (let isDone = false; !isDone; ) {
    const done = await countWork(async () => {
      isDone = work.next().done === true;
    }, 400);
    for (const [source, pattern] of done.patterns) patterns.set(source, pattern);
    found.all += done.characters;
    found.most = Math.max(found.most, done.characters);
  }
  return found;
}

test('to read a message of twice the length takes at most twice the work', async () => {
  const faults: string[] = [];
  // Signs read like one another; words grow in ways of their own, which a short text hides.
  const cases = [
    { given: [...signs, '\n', '\t'], reader: pastedList, length: 200 },
    { given: words, reader: typedLine, length: 400 },
    { given: ['a\n', 'a@b.c,', 'not a@b.c,', 'and ', 'A, '], reader: ending, length: 400 },
  ];
  for (const { given, reader, length } of cases) {
    const [what, read] = reader;
    for (const part of given) {
      const once = await workOf(read, around(filled(part, length)));
      const twice = await workOf(read, around(filled(part, length * 2)));
      if (twice.all <= once.all * 2.2 + 1_000) continue;
      faults.push(`${JSON.stringify(part)} in ${what}: ${once.all}, ${twice.all}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('each pattern that searches a message takes steps in proportion to its length', () => {
  assert.ok(patterns.size > 30);
  const faults = [...patterns].flatMap(([source, pattern]) =>
    searched.flatMap((part) => {
      const stepsOf = (most: number) =>
        countSteps(pattern, `${filled(part, most)}\u0001`, 10_000_000);
      const grows = (most: number) => stepsOf(most * 2) > stepsOf(most) * 2.5 + 200;
      // A part of a pattern may have a bound: it shows only in a longer text.
      return grows(50) && grows(500) ? [`${source} on ${part}`] : [];
    }),
  );
  assert.deepEqual(faults, []);
});

/** Many words in one gap, many partners, partners whom each a label doubts: each has other breaks. */
const longest = ['A\n', 'a@b.c,', 'ORG: a@b.c '];
/** How often the reader may look at a text between two breaks: it has a few passes over the whole. */
const mostPasses = 22;

test('a long message is read in pieces, and others get their answers in between', async () => {
  const faults: string[] = [];
  for (const part of longest) {
    const text = `${part.repeat(Math.floor(mostThatPass(part) / 2))}jane@x.example to atlas`;
    assert.equal(tooLong({ attachments: [] }, text), undefined);
    for (const [what, read] of [pastedList, typedLine, ending]) {
      const passes = (await workOf(read, text)).most / text.length;
      if (passes > mostPasses) faults.push(`${JSON.stringify(part)} in ${what}: ${passes}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('a message of more words than fit into prose is too long, and the limit is the one that it passes', () => {
  const bare = { attachments: [] };
  const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });
  assert.deepEqual(tooLong(bare, 'a\n'.repeat(16_000)), { unit: 'words', limit: 6_000 });
  assert.deepEqual(tooLong(bare, 'a'.repeat(32_769)), { unit: 'characters', limit: 32_768 });
  assert.deepEqual(tooLong(html('<b>a</b>'.repeat(32_000)), 'a'), { unit: 'html', limit: 131_072 });
  assert.equal(tooLong(bare, 'plain '.repeat(5_400)), undefined);
  assert.equal(tooLong(html('<b>a</b>'.repeat(4_000)), 'a'), undefined);
});

/** How often a part may come in a message that the bot still reads. */
const mostThatPass = (part: string): number =>
  Math.min(Math.floor(32_700 / part.length), Math.floor(5_998 / Math.max(1, wordsIn(part))));
const wordsIn = (part: string) =>
  /^[^ \r\n,;|]+$/.test(part) ? 0 : (part.match(/[^ \r\n,;|]+/g)?.length ?? 0);
