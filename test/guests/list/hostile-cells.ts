/** Formulas that a spreadsheet would calculate, in every place where it may find one. */
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\uff1d1+1', '=HYPERLINK("http://x.example")'];
const before = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u2060\u200d',
  '\u00ad ',
  "'",
  '"',
  '""',
];
const within = [',', ';', '|', '\t', '\n', '\r\n', '; ', ';\u200b', ';"', ';""', ',"" ', "\n'"];

export const hostileCells: readonly string[] = [
  ...before.flatMap((start) => formulas.map((formula) => start + formula)),
  ...within.flatMap((sign) => formulas.map((formula) => `Doe${sign}${formula}${sign}x`)),
];
