import { strToU8, type Zippable, zipSync } from 'fflate';

export type TestSheet = {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** The rows: the XML inside `sheetData`. */
  rows: string;
  /** The XML before the rows (columns), and after them (merged cells, links). */
  before?: string;
  behind?: string;
  /** The targets of links, by their ids. */
  links?: Readonly<Record<string, string>>;
};
export type TestWorkbook = {
  sheets: readonly TestSheet[];
  /** Shared strings, each as the XML inside `<si>`. */
  strings?: readonly string[];
  active?: number;
  date1904?: boolean;
  /** More parts, or others in place of these. */
  parts?: Readonly<Record<string, string>>;
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const relation = (id: string, type: string, target: string, outside = false) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${outside ? ' TargetMode="External"' : ''}/>`;
const relations = (inner: string) =>
  `${head}<Relationships xmlns="${packages}">${inner}</Relationships>`;

/** Makes a workbook as Excel does: parts of XML, packed. */
export function workbook({ sheets, strings = [], ...more }: TestWorkbook): Uint8Array {
  const { active = 0, date1904 = false, parts = {} } = more;
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      [
        ...sheets.map((_, index) =>
          relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
        ),
        relation('rId98', 'sharedStrings', 'sharedStrings.xml'),
        relation('rId99', 'styles', 'styles.xml'),
      ].join(''),
    ),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${strings.map((inner) => `<si>${inner}</si>`).join('')}</sst>`,
    // The second format shows days.
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [index, { rows, before = '', behind = '', links = {} }] of sheets.entries()) {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    files[path] =
      `${head}<worksheet xmlns="${main}" xmlns:r="${office}"><dimension ref="A1:B2"/>${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`;
    const targets = Object.entries(links).map(([id, target]) =>
      relation(id, 'hyperlink', target, true),
    );
    if (targets.length > 0)
      files[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relations(targets.join(''));
  }
  return packed({ ...files, ...parts });
}

export const packed = (files: Readonly<Record<string, string>>): Uint8Array => {
  const parts: Zippable = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, strToU8(text)]),
  );
  return zipSync(parts);
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Rows of inline text, from row `first` on, without the places of their cells. */
export const rowsOf = (rows: readonly (readonly string[])[], first = 1): string =>
  rows
    .map(
      (cells, index) =>
        `<row r="${index + first}">${cells.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`,
    )
    .join('');
