import { stringify } from 'csv-stringify/sync';
import { templateHeader } from './list-header.ts';

/** Writes our own list to fill in: the headings and an example, which the reader skips when the list comes back. */
export function writeTemplate(layout: { delimiter: string; example: string }): string {
  const example: Readonly<Record<(typeof templateHeader)[number], string>> = {
    email: `${layout.example}: jane@fabrikam.example`,
    name: 'Jane Doe',
    project: 'atlas',
    language: 'en-US',
    redirect: '',
    cc: '',
    groups: '',
    applications: '',
    until: '',
    sendMail: 'TRUE',
  };
  const records = [[...templateHeader], templateHeader.map((column) => example[column])];
  const table = stringify(records, { delimiter: layout.delimiter, record_delimiter: '\r\n' });
  return `\ufeff${table}`;
}
