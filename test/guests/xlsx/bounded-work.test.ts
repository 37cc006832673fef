import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSteps } from '../count-steps.ts';
import { countWork } from '../count-work.ts';
import { readFile } from './read-file.ts';
import { rowsOf, workbook } from './workbook.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const long = 'a '.repeat(600);
const many = (text: string) => text.repeat(40);
const attributes = ' x="1"'.repeat(300);
const links = ['comments', 'drawing'].map(
  (kind) => `<Relationship Id="${kind}" Type="${office}/${kind}" Target="../${kind}.xml"/>`,
);

/** A workbook of all that the reader looks at, each part long enough to count. */
const bytes = workbook({
  sheets: [
    {
      name: 'People',
      rows: `${rowsOf([['email'], ...Array.from({ length: 40 }, (_, n) => [`p${n}@x.example`])])}<row r="42"${attributes}><c r="A42" s="1" t="s"${attributes}><v>0</v></c><c r="B42"><f>A1</f></c></row>`,
      before: '<cols><col min="9" max="9" hidden="1"/></cols>',
      behind: '<mergeCells><mergeCell ref="C1:C2"/></mergeCells>',
    },
  ],
  strings: [many('<r><rPr><strike/></rPr><t>old@x.example</t></r><r><t> new@x.example</t></r>')],
  parts: {
    'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships>${links.join('')}${' '.repeat(1000)}</Relationships>`,
    'xl/comments.xml': `<comments>${many('<comment ref="A2"><text><t>ask &amp; wait</t></text></comment>')}</comments>`,
    'xl/drawing.xml': `<wsDr>${many(`<twoCellAnchor><from><col>1</col><row>2</row></from><t>${long}</t></twoCellAnchor>`)}</wsDr>`,
    'xl/styles.xml': `<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>${' '.repeat(1000)}</styleSheet>`,
  },
});
const parts = [
  ...[
    '<',
    '<c ',
    '<c',
    '<row ',
    '<row r="1" ',
    ' r="1"',
    'a',
    'a:',
    ' ',
    '=',
    '"',
    '>',
    '&',
    '&amp;',
  ],
  ...[
    '<t>',
    '<t ',
    '<r>',
    '<rPr>',
    '<strike/>',
    '<strike ',
    '<si>',
    '<comment ',
    '<col>',
    '<f>',
    '<font',
  ],
  ...['1', '/', 'x="', "x='", 'a=', '\n', 'a b', 'mailto:', 'HYPERLINK('],
];

test('each pattern that searches a part of a workbook takes steps in proportion to its length', async () => {
  const { patterns } = await countWork(() => readFile(bytes));
  assert.ok(patterns.size > 15, `${patterns.size}`);
  const filled = (part: string, most: number) => part.repeat(Math.ceil(most / part.length));
  const faults = [...patterns].flatMap(([source, pattern]) =>
    parts.flatMap((part) => {
      const [once = 0, twice = 0] = [200, 400].map((most) =>
        countSteps(pattern, filled(part, most)),
      );
      return twice > once * 2.5 + 400 ? [`${source} on ${part}: ${once}, ${twice}`] : [];
    }),
  );
  assert.deepEqual(faults, []);
});
