import {
  type CleanList,
  cellsOf,
  lay,
  made,
  middle,
  type Pollution,
  textOf,
  wanted,
} from './lay-list.ts';

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

const rowsToSpoil = (list: CleanList) => [1, middle(list), list.rows.length];

/** Faults in one row: the first, one in the middle or the last. */
export function ofRows(): Pollution[] {
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
