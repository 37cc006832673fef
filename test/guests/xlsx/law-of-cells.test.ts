import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noteWords } from '../../../bot/words/reason-words.ts';
import { say } from '../../../bot/words/say.ts';
import { type ReadFile, readFile } from './read-file.ts';
import { rowsOf, workbook } from './workbook.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const styles =
  '<styleSheet><fonts count="2"><font/><font><strike/></font></fonts><cellXfs count="2"><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>';

type Cell = { text: string; how: 'plain' | 'styled' | 'run' | 'two runs'; other: string };
type Row = { cells: readonly Cell[]; isHidden: boolean };

const address = fc.integer({ min: 1, max: 40 }).map((n) => `p${n}@x${n}.example`);
const text = fc.oneof(
  { weight: 4, arbitrary: address },
  { weight: 2, arbitrary: fc.constantFrom('Jane Doe', 'Bob Roe', '', 'do not invite', 'n/a') },
  { weight: 1, arbitrary: fc.tuple(address, address).map((two) => two.join('; ')) },
);
const cell: fc.Arbitrary<Cell> = fc.record({
  text,
  how: fc.constantFrom('plain', 'plain', 'plain', 'styled', 'run', 'two runs'),
  other: address,
});
const row: fc.Arbitrary<Row> = fc.record({
  cells: fc.array(cell, { minLength: 1, maxLength: 4 }),
  isHidden: fc.boolean(),
});
const note = fc.record({ row: fc.integer({ min: 1, max: 9 }), text });
const merged = fc.record({
  column: fc.constantFrom('A', 'B', 'C'),
  row: fc.integer({ min: 2, max: 6 }),
});

const struck = (inner: string) => `<r><rPr><strike/></rPr><t xml:space="preserve">${inner}</t></r>`;

function inside({ text: inner, how, other }: Cell): string {
  if (how === 'run') return struck(inner);
  if (how === 'two runs') return `${struck(inner)}<r><t xml:space="preserve">${other}</t></r>`;
  return `<t>${inner}</t>`;
}

const rowXml = ({ cells, isHidden }: Row, index: number): string =>
  `<row r="${index + 2}"${isHidden ? ' hidden="1"' : ''}>${cells
    .map(
      (each, column) =>
        `<c r="${'ABCD'.charAt(column)}${index + 2}"${each.how === 'styled' ? ' s="1"' : ''} t="inlineStr"><is>${inside(each)}</is></c>`,
    )
    .join('')}</row>`;

const addressesIn = (words: string): string[] => words.match(/p\d+@x\d+\.example/g) ?? [];

/** The text of a cell that is not struck through. */
function liveIn({ text: inner, how, other }: Cell): string[] {
  if (how === 'two runs') return [other];
  return how === 'plain' ? [inner] : [];
}

/** All that the requester can read about a list before the confirmation. */
function shownOf({ rows, notes }: ReadFile): string {
  const speak = say('en');
  const people = rows.map(({ address: own, cc, problems, cells }) =>
    [own, cc, ...(problems.length === 0 ? [] : cells)].join('\n'),
  );
  return [...people, ...notes.map((each) => noteWords(each, speak))].join('\n').toLowerCase();
}

test('every address of a sheet is invited or read by the requester, and no struck one is invited', async () => {
  let readLists = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 7 }),
      fc.array(note, { maxLength: 2 }),
      fc.array(merged, { maxLength: 1 }),
      async (rows, notes, merges) => {
        const comments = notes.map(
          (each) => `<comment ref="B${each.row}"><text><t>${each.text}</t></text></comment>`,
        );
        const bytes = workbook({
          sheets: [
            {
              name: 'People',
              rows: `${rowsOf([['email', 'name', 'cc', 'notes']])}${rows.map(rowXml).join('')}`,
              behind:
                merges.length === 0
                  ? ''
                  : `<mergeCells>${merges.map((each) => `<mergeCell ref="${each.column}${each.row}:${each.column}${each.row + 1}"/>`).join('')}</mergeCells>`,
            },
          ],
          parts: {
            'xl/styles.xml': styles,
            'xl/comments1.xml': `<comments>${comments.join('')}</comments>`,
            'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/comments" Target="../comments1.xml"/></Relationships>`,
          },
        });
        const read = await readFile(bytes);
        // A refused list invites nobody.
        if (read.refused !== undefined) return;
        readLists += 1;
        const live = rows
          // A merged cell shows its value in every row that it spans, if one of them is visible.
          .flatMap(({ cells, isHidden }, index) =>
            isHidden && !merges.some((each) => each.row === index + 2) ? [] : cells.flatMap(liveIn),
          )
          .join('\n');
        const going = read.rows.flatMap(({ address: own, cc = '', problems }) =>
          problems.length > 0 ? [] : addressesIn(`${own} ${cc}`),
        );
        assert.deepEqual(
          going.filter((each) => !live.includes(each)),
          [],
          JSON.stringify({ rows, merges }),
        );
        const shown = shownOf(read);
        const all = [
          ...rows.flatMap(({ cells }) =>
            cells.flatMap((each) =>
              each.how === 'two runs' ? [each.text, each.other] : each.text,
            ),
          ),
          ...notes.map((each) => each.text),
        ].flatMap(addressesIn);
        assert.deepEqual(
          all.filter((each) => !shown.includes(each)),
          [],
          JSON.stringify({ rows, notes, merges }),
        );
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 120) },
  );
  assert.ok(readLists > 60, `${readLists}`);
});
