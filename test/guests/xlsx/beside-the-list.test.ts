import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, people, sheet } from './people-sheet.ts';
import { noteOf, peopleIn, readFile } from './read-file.ts';
import { rowsOf, workbook } from './workbook.ts';

const many = rowsOf([
  ['email', 'name'],
  ...Array.from({ length: 30 }, (_, index) => [`old${index}@z.example`, `Old ${index}`]),
]);

test('the addresses of other sheets become faulty rows if a note cannot name them', async () => {
  const old = sheet(many, { name: 'Old list' });
  const read = await readFile(workbook({ sheets: [sheet(people), old] }));
  assert.deepEqual(peopleIn(read).slice(0, 2), both);
  assert.equal(read.rows.length, 32);
  const [, , first] = read.rows;
  assert.deepEqual(first?.problems, [
    { code: 'on other sheet', values: { sheet: 'Old list', line: 2 } },
  ]);
  assert.deepEqual(first?.cells, ["old0@z.example ('Old list'!2)", '']);
  const note = noteOf(read, 'sheets not read');
  assert.equal(note?.holding, 'Old list (old0@z.example)');
  assert.deepEqual([note?.people, note?.beyond], [30, 0]);
});

test('the row of another sheet invites nobody when its file comes back as it is', async () => {
  const rows = rowsOf([
    ['email', 'name'],
    ["old0@z.example ('Old list'!2)", ''],
    ["work@z.example ('Work'!12)", ''],
  ]);
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  assert.equal(read.rows.length, 2);
  for (const { problems } of read.rows) assert.ok(problems.length > 0);
});

test('there are no more such rows than a list may have', async () => {
  const old = sheet(many, { name: 'Old list' });
  for (const [maxRows, given] of [
    [3, 1],
    [10, 8],
    [20, 18],
    [2, 0],
  ] as const) {
    const read = await readFile(workbook({ sheets: [sheet(people), old] }), { maxRows });
    assert.equal(read.rows.length, 2 + given);
    assert.equal(noteOf(read, 'sheets not read')?.beyond, 30 - given);
  }
});

test('the reader names people who stand on a sheet of people who are not meant, too', async () => {
  const declined = sheet(people, { name: 'Declined' });
  const read = await readFile(workbook({ sheets: [sheet(people), declined] }));
  assert.deepEqual(noteOf(read, 'on marked sheets'), {
    count: 2,
    text: 'jane@x.example (Declined), bob@y.example (Declined)',
  });
  const alone = await readFile(workbook({ sheets: [declined] }));
  assert.equal(
    noteOf(alone, 'rows marked')?.text,
    'jane@x.example (Declined), bob@y.example (Declined)',
  );
});

test('shared texts, links and formulas of other sheets count', async () => {
  const rows = `<row r="4"><c r="A4" t="s"><v>1</v></c></row><row r="5"><c r="A5"><f>HYPERLINK("mailto:max@w.example","Max")</f><v>Max</v></c></row>`;
  const other = sheet(rows, {
    name: 'Other',
    behind: '<hyperlinks><hyperlink ref="B7" r:id="rId1"/></hyperlinks>',
    links: { rId1: 'mailto:link@w.example' },
  });
  const strings = ['<t>none</t>', '<r><t>sam</t></r><r><t>@w.example</t></r>'];
  const read = await readFile(workbook({ sheets: [sheet(people), other], strings }));
  assert.equal(
    noteOf(read, 'sheets not read')?.holding,
    'Other (sam@w.example, max@w.example, link@w.example)',
  );
});

test('notes name the addresses outside the cells', async () => {
  const behind = `<dataValidations><dataValidation sqref="B2:B9"><formula1>"sam@w.example,jane@x.example"</formula1></dataValidation></dataValidations><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;10Ask max@w.example&amp;R&amp;P</oddHeader></headerFooter>`;
  const read = await readFile(
    workbook({
      sheets: [sheet(people, { behind })],
      parts: {
        'docProps/core.xml':
          '<cp:coreProperties><dc:creator>alex@w.example</dc:creator></cp:coreProperties>',
      },
    }),
  );
  assert.deepEqual(peopleIn(read), both);
  assert.deepEqual(
    read.notes.map(({ code, values }) => [code, values.column, values.addresses]),
    [
      ['beside cells', 'header', 'max@w.example'],
      ['beside cells', 'choices', 'sam@w.example'],
      ['beside cells', 'properties', 'alex@w.example'],
    ],
  );
});

const styles = (fonts: string, more = '') =>
  `<styleSheet><fonts><font/>${fonts}</fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF003366"/></patternFill></fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs>${more}</styleSheet>`;
const styled = (style: number) =>
  `${rowsOf([
    ['email', 'name'],
    ['jane@x.example', 'Jane Doe'],
    ['eve@x.example', 'Eve Poe'],
  ])}<row r="4"><c r="A4" s="${style}" t="inlineStr"><is><t>bob@y.example</t></is></c></row>`;

for (const [font, code] of [
  ['<color rgb="FFFFFFFF"/>', 'rows unseen'],
  ['<color theme="0"/>', 'rows unseen'],
  ['<color rgb="FF999999"/>', 'rows pale'],
  ['<color theme="0" tint="-0.34998"/>', 'rows pale'],
] as const) {
  test(`a row in ${font} stays, and a note names it`, async () => {
    const parts = { 'xl/styles.xml': styles(`<font>${font}</font>`) };
    const read = await readFile(workbook({ sheets: [sheet(styled(1))], parts }));
    assert.equal(read.rows.length, 3);
    assert.deepEqual(
      read.notes.map((note) => [note.code, note.values.text]),
      [[code, 'bob@y.example']],
    );
    // White on blue is there to be read.
    const onBlue = await readFile(workbook({ sheets: [sheet(styled(2))], parts }));
    assert.deepEqual(onBlue.notes, []);
  });
}

test('a note names rules that strike rows through, and no others', async () => {
  const rule = (style: number) =>
    `<conditionalFormatting sqref="A2:B9"><cfRule type="expression" dxfId="${style}" priority="1"><formula>$C2="x"</formula></cfRule></conditionalFormatting>`;
  const dxfs =
    '<dxfs><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf><dxf><font><strike/></font></dxf></dxfs>';
  const parts = { 'xl/styles.xml': styles('<font/>', dxfs) };
  const read = await readFile(workbook({ sheets: [sheet(people, { behind: rule(1) })], parts }));
  assert.deepEqual(read.notes, [{ code: 'rules not read', values: { count: 1, text: 'A2:B9' } }]);
  const other = await readFile(workbook({ sheets: [sheet(people, { behind: rule(0) })], parts }));
  assert.deepEqual(other.notes, []);
});
