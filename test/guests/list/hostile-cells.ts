/** Formulas that a spreadsheet would calculate, in every place where it may find one. */
const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\uff1d1+1',
  '\ufe661+1',
  '\ufe621+1',
  '\ufe631+1',
  '\ufe6bSUM(1)',
  '\u22121+1',
  '=HYPERLINK("http://x.example")',
];
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
  '\u200e\u202e',
  '\u034f',
  '\u3164',
  '\ufe0f',
  '\u180e',
  '\0',
  '\u2800',
  "'",
  '"',
  '""',
];
const within = [',', ';', '|', '\t', '\n', '\r\n', '; ', ';\u200b', ';"', ';""', ',"" ', "\n'"];

export const hostileCells: readonly string[] = [
  ...before.flatMap((start) => formulas.map((formula) => start + formula)),
  ...within.flatMap((sign) => formulas.map((formula) => `Doe${sign}${formula}${sign}x`)),
];
