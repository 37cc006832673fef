import {
  type CleanList,
  cellsOf,
  type Laid,
  lay,
  lineOf,
  made,
  middle,
  type Polluted,
  type Pollution,
  textOf,
  wanted,
} from './lay-list.ts';
import { ofRows } from './pollute-rows.ts';

/** Faults in the whole file. */
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

const pollutions = [...ofFile(), ...ofDelimiter(), ...ofEncoding(), ...ofHeader(), ...ofRows()];

/** Each list with each fault of the Pollock benchmark, one at a time (Vitagliano et al., 2023). */
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
