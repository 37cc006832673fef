import { rowsOf, type TestSheet } from './workbook.ts';

/** A sheet of Jane and Bob. */
export const people = rowsOf([
  ['email', 'name'],
  ['jane@x.example', 'Jane Doe'],
  ['bob@y.example', 'Bob Roe'],
]);
/** Line, address and name of both. */
export const both = [
  [2, 'jane@x.example', 'Jane Doe'],
  [3, 'bob@y.example', 'Bob Roe'],
];
export const sheet = (rows: string, more: Partial<TestSheet> = {}): TestSheet => ({
  name: 'People',
  rows,
  ...more,
});
