import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, people, sheet } from './people-sheet.ts';
import { peopleIn, readFile } from './read-file.ts';
import { workbook } from './workbook.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const thread = 'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment';
const rels = (...links: readonly (readonly [type: string, target: string])[]) => ({
  'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships>${links
    .map(
      ([type, target], index) => `<Relationship Id="r${index}" Type="${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`,
});
const comments = (...list: readonly (readonly [ref: string, text: string])[]) =>
  `<comments><authors><author>Alex</author></authors><commentList>${list
    .map(
      ([ref, text]) =>
        `<comment ref="${ref}" authorId="0"><text><r><rPr><b/></rPr><t>Alex:</t></r><r><t xml:space="preserve">
${text}</t></r></text></comment>`,
    )
    .join('')}</commentList></comments>`;
const read = (parts: Readonly<Record<string, string>>) =>
  readFile(workbook({ sheets: [sheet(people)], parts }));
const notesIn = ({ notes }: Awaited<ReturnType<typeof readFile>>) =>
  notes.filter(({ code }) => code === 'cell notes').map(({ values }) => values);

test('the bot says the notes on cells, with the address of the row', async () => {
  const all = await read({
    ...rels([`${office}/comments`, '../comments1.xml']),
    'xl/comments1.xml': comments(
      ['B3', 'do not invite, ask cleo@z.example'],
      ['A1', 'from R&amp;D'],
      ['C9', 'who?'],
    ),
  });
  assert.deepEqual(peopleIn(all), both);
  assert.deepEqual(notesIn(all), [
    {
      count: 3,
      lines: '1, 3, 9',
      text: 'A1: “Alex: from R&D”, B3 (bob@y.example): “Alex: do not invite, ask cleo@z.example”, C9: “Alex: who?”',
    },
  ]);
});

test('a thread of comments counts once, with its answers', async () => {
  const all = await read({
    ...rels(
      [`${office}/comments`, '../comments1.xml'],
      [thread, '../threadedComments/threadedComment1.xml'],
    ),
    'xl/comments1.xml': comments(['A2', '[Threaded comment] Your version of Excel …']),
    'xl/threadedComments/threadedComment1.xml':
      '<ThreadedComments><threadedComment ref="A2" id="1" done="1"><text>Has she left?</text></threadedComment><threadedComment ref="A2" parentId="1"><text>Yes</text></threadedComment></ThreadedComments>',
  });
  assert.deepEqual(notesIn(all), [
    { count: 1, lines: '2', text: 'A2 (jane@x.example): “Has she left? / Yes”' },
  ]);
});

test('a text box beside the rows is a note', async () => {
  const all = await read({
    ...rels([`${office}/drawing`, '../drawings/drawing1.xml']),
    'xl/drawings/drawing1.xml':
      '<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:col>27</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>Only </a:t></a:r><a:r><a:t>Jane</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>',
  });
  assert.deepEqual(notesIn(all), [
    { count: 1, lines: '3', text: 'AB3 (bob@y.example): “Only Jane”' },
  ]);
});

test('a long note is cut, and no address in it is lost', async () => {
  const all = await read({
    ...rels([`${office}/comments`, '../comments1.xml']),
    'xl/comments1.xml': comments(['A2', `${'ask the others '.repeat(40)}or dan@w.example`]),
  });
  const [note] = notesIn(all);
  assert.match(String(note?.text), /^A2 \(jane@x.example\): “Alex: ask .*…”, dan@w\.example$/);
  assert.ok(String(note?.text).length < 300);
});

test('the bot refuses more notes than a list can have', async () => {
  const all = await read({
    ...rels([`${office}/comments`, '../comments1.xml']),
    'xl/comments1.xml': comments(['A2', 'x'.repeat(5_000_000)]),
  });
  assert.equal(all.refused?.code, 'workbook too large');
});
