/** Signs at which some spreadsheet ends a cell, whichever separator the file uses, and signs that end a line. */
const ends = '[,;|\\t\\r\\n\\v\\f\\u0085\\u2028\\u2029]';
/**
 * The characters that a spreadsheet skips before a formula: space, signs without width, and quotes that it takes for
 * its own.
 */
const passed = `(?:(?!${ends})[\\s\\p{Cf}\\p{Cc}\\p{Default_Ignorable_Code_Point}\\u2800"'])*`;
/** Also in the widths and sizes that spreadsheets of other languages take for these signs. */
const formula = `${passed}[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]`;

const inside = new RegExp(`(?<=${ends})(?=${formula})`, 'gu');
const guardedInside = new RegExp(`(?<=${ends})'(?=${formula})`, 'gu');
/** Some spreadsheets remove tabs and line ends at the start of a cell, and then see a formula. */
const first = `(?:'*[\\t\\r\\n]|${formula})`;
const dangerous = new RegExp(`^${first}`, 'u');
const guarded = new RegExp(`^'${first}`, 'u');

/**
 * Puts an apostrophe before each text that a spreadsheet would calculate: at the start of a cell, and inside it after
 * each sign at which the spreadsheet may split cells. A spreadsheet that expects semicolons splits a file with commas
 * there. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function guardFormula(text: string): string {
  const safe = text.replace(inside, "'");
  return dangerous.test(safe) ? `'${safe}` : safe;
}

/** Undoes `guardFormula`. The text's own apostrophes stay. */
export function unguardFormula(text: string): string {
  return (guarded.test(text) ? text.slice(1) : text).replace(guardedInside, '');
}
