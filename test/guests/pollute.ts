import type { Wanted } from './judge-list.ts';

/** A list of partners before anything happened to it. `name` and `address` are columns of it. */
export type CleanList = {
  title: string;
  delimiter: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
  address: number;
  name: number;
};

/** A list with one thing wrong with it, and who is meant all the same. */
export type Polluted = { what: string; bytes: Uint8Array; want: readonly Wanted[] };

type Laid = { lines: string[]; end: string; delimiter: string };
type Pollution = { what: string; apply: (list: CleanList) => Polluted | undefined };

const quoted = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const lineOf = (cells: readonly string[], delimiter: string) =>
  cells.map((cell) => quoted(cell, delimiter)).join(delimiter);

function lay(list: CleanList, delimiter = list.delimiter): Laid {
  return {
    lines: [list.header, ...list.rows].map((row) => lineOf(row, delimiter)),
    end: '\n',
    delimiter,
  };
}

/** Who is meant, by the line on which each stands once `before` lines stand above the headings. */
function wanted(list: CleanList, before = 0): Wanted[] {
  return list.rows.map((row, index) => ({
    address: row[list.address] ?? '',
    name: row[list.name] ?? '',
    line: index + 2 + before,
  }));
}

const made = (what: string, text: string, want: readonly Wanted[]): Polluted => ({
  what,
  bytes: Buffer.from(text),
  want,
});
const textOf = ({ lines, end }: Laid) => lines.join(end) + end;

/** Changes one line of a list; `index` 0 is the headings. */
function onLine(
  list: CleanList,
  index: number,
  change: (line: string, delimiter: string) => string,
): string {
  const laid = lay(list);
  laid.lines[index] = change(laid.lines[index] ?? '', laid.delimiter);
  return textOf(laid);
}

const middle = (list: CleanList) => Math.ceil(list.rows.length / 2);
const rowsToSpoil = (list: CleanList) => [1, middle(list), list.rows.length];

/** What stands for the whole file. */
function ofFile(): Pollution[] {
  const whole = (what: string, change: (laid: Laid) => string): Pollution => ({
    what,
    apply: (list) => made(what, change(lay(list)), wanted(list)),
  });
  return [
    whole('nothing wrong', textOf),
    whole('no line end at the end', ({ lines }) => lines.join('\n')),
    whole('two line ends at the end', (laid) => `${textOf(laid)}\n`),
    whole('blank lines at the end', (laid) => `${textOf(laid)}\n\n  \n`),
    whole('CRLF', ({ lines }) => `${lines.join('\r\n')}\r\n`),
    whole('CR alone', ({ lines }) => `${lines.join('\r')}\r`),
    whole('line ends of three kinds', ({ lines }) =>
      lines.map((line, index) => line + (['\n', '\r\n', '\r'][index % 3] ?? '')).join(''),
    ),
    whole('every cell quoted', ({ delimiter, lines }) =>
      lines.map((line) => reQuote(line, delimiter)).join('\n'),
    ),
    whole('space behind every separator', ({ delimiter, lines }) =>
      lines.map((line) => spaced(line, delimiter)).join('\n'),
    ),
    whole('a separator behind every line', ({ delimiter, lines }) =>
      lines.map((line) => line + delimiter).join('\n'),
    ),
    whole('every line quoted as one cell', ({ lines }) =>
      lines.map((line) => `"${line.replaceAll('"', '""')}"`).join('\n'),
    ),
    {
      what: 'blank lines between the rows',
      apply: (list) =>
        made(
          'blank lines between the rows',
          `${lay(list).lines.join('\n\n')}\n`,
          wanted(list).map((each) => ({ ...each, line: each.line * 2 - 1 })),
        ),
    },
    ...['sep=', 'version:v1.0'].map((mark) => ({
      what: `a line ${mark} first`,
      apply: (list: CleanList) =>
        made(
          `a line ${mark} first`,
          `${mark === 'sep=' ? mark + list.delimiter : mark}\n${textOf(lay(list))}`,
          wanted(list, 1),
        ),
    })),
  ];
}

/** The cells of a line that was laid by `lineOf`, without regard to what is inside quotes. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let inside = false;
  for (const sign of line) {
    if (sign === '"') inside = !inside;
    if (sign === delimiter && !inside) cells.push('');
    else cells.push(`${cells.pop()}${sign}`);
  }
  return cells;
}
const reQuote = (line: string, delimiter: string) =>
  cellsOf(line, delimiter)
    .map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`))
    .join(delimiter);
const spaced = (line: string, delimiter: string) =>
  cellsOf(line, delimiter).join(delimiter === '\t' ? '\t' : `${delimiter} `);

function ofDelimiter(): Pollution[] {
  return [',', ';', '\t', '|', '^', '~'].map((delimiter) => ({
    what: `separator ${JSON.stringify(delimiter)}`,
    apply: (list) =>
      made(`separator ${JSON.stringify(delimiter)}`, textOf(lay(list, delimiter)), wanted(list)),
  }));
}

function ofEncoding(): Pollution[] {
  const encodings: [what: string, encode: (text: string) => Uint8Array | undefined][] = [
    ['UTF-8 with its mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Windows-1252', (text) => (/[^\0-\xff]/.test(text) ? undefined : Buffer.from(text, 'latin1'))],
    [
      'UTF-8 taken for Latin-1 and saved again',
      (text) => Buffer.from(Buffer.from(text).toString('latin1')),
    ],
  ];
  return encodings.map(([what, encode]) => ({
    what,
    apply: (list) => {
      const bytes = encode(textOf(lay(list)));
      return bytes === undefined ? undefined : { what, bytes, want: wanted(list) };
    },
  }));
}

function ofHeader(): Pollution[] {
  const first = (what: string, lines: (list: CleanList) => readonly string[]): Pollution => ({
    what,
    apply: (list) => {
      const above = lines(list);
      return made(what, `${above.join('\n')}\n${textOf(lay(list))}`, wanted(list, above.length));
    },
  });
  const heads = (what: string, change: (heading: string) => string): Pollution => ({
    what,
    apply: (list) =>
      made(what, textOf(lay({ ...list, header: list.header.map(change) })), wanted(list)),
  });
  return [
    first('a title above', () => ['Partners of 2027']),
    first('titles and a blank line above', ({ delimiter }) => [
      'Partners of 2027',
      `Made by${delimiter}Megan`,
      '',
    ]),
    first('the headings twice', (list) => [lineOf(list.header, list.delimiter)]),
    heads('headings shouted', (heading) => heading.toUpperCase()),
    heads('headings with space around', (heading) => ` ${heading} `),
    heads('headings with a note', (heading) => `${heading} [Required]`),
    heads('headings quoted', (heading) => heading),
    {
      what: 'no headings',
      apply: (list) =>
        made(
          'no headings',
          list.rows.map((row) => `${lineOf(row, list.delimiter)}\n`).join(''),
          wanted(list, -1),
        ),
    },
    {
      what: 'the headings again in the middle',
      apply: (list) => {
        const { lines } = lay(list);
        const at = middle(list) + 1;
        const all = [...lines.slice(0, at), lines[0] ?? '', ...lines.slice(at)];
        const want = wanted(list).map((each, index) => ({
          ...each,
          line: each.line + (index + 1 >= at ? 1 : 0),
        }));
        return made('the headings again in the middle', `${all.join('\n')}\n`, want);
      },
    },
  ];
}

function ofRows(): Pollution[] {
  const changes: [what: string, change: (line: string, delimiter: string) => string][] = [
    ['a separator too many at the end', (line, d) => line + d],
    ['three separators too many at the end', (line, d) => line + d + d + d],
    ['a separator too many at the beginning', (line, d) => d + line],
    ['a separator too many in the middle', (line, d) => twice(line, d)],
    ['a separator too few at the end', (line, d) => withoutLast(line, d)],
    ['another separator', (line, d) => otherSeparator(line, d)],
    ['a quote before the line', (line) => `"${line}`],
    ['a quote behind the line', (line) => `${line}"`],
    ['a quote before the last cell', (line, d) => beforeLast(line, d, '"')],
    ['a quote inside the last cell', (line) => `${line.slice(0, -1)}"${line.slice(-1)}`],
    ['space around the cells', (line, d) => cellsOf(line, d).join(` ${d} `)],
    ['the line quoted as one cell', (line) => `"${line.replaceAll('"', '""')}"`],
    ['no-break spaces around the line', (line) => `\u00a0${line}\u00a0`],
  ];
  return changes.flatMap(([what, change]) =>
    [0, 1, 2].map((which) => ({
      what: `${what}, row ${which}`,
      apply: (list) => {
        const at = rowsToSpoil(list)[which] ?? 1;
        return made(`${what}, row ${which}`, onLine(list, at, change), wanted(list));
      },
    })),
  );
}

function twice(line: string, delimiter: string): string {
  const at = line.indexOf(delimiter);
  return `${line.slice(0, at)}${delimiter}${line.slice(at)}`;
}

function withoutLast(line: string, delimiter: string): string {
  const at = line.lastIndexOf(delimiter);
  return line.slice(0, at) + line.slice(at + 1);
}

function beforeLast(line: string, delimiter: string, mark: string): string {
  const at = line.lastIndexOf(delimiter) + 1;
  return `${line.slice(0, at)}${mark}${line.slice(at)}`;
}

function otherSeparator(line: string, delimiter: string): string {
  return cellsOf(line, delimiter).join(delimiter === ';' ? ',' : ';');
}

const pollutions = [...ofFile(), ...ofDelimiter(), ...ofEncoding(), ...ofHeader(), ...ofRows()];

/** Each list with each thing that the Pollock benchmark does to files, one at a time (Vitagliano et al., 2023). */
export function pollute(lists: readonly CleanList[]): Polluted[] {
  return lists.flatMap((list) =>
    pollutions.flatMap(({ apply }) => {
      const polluted = apply(list);
      return polluted === undefined
        ? []
        : [{ ...polluted, what: `${list.title}: ${polluted.what}` }];
    }),
  );
}
