import type { NotesView } from '../../bot/cards/notes-card.ts';
import { type ListNote, listNoteCodes } from '../../src/guests/list/partner-row.ts';
import { hostile, id } from './sample-facts.ts';

const values = {
  column: 'Buyer email',
  columns: 'Status, Request Number',
  other: 'Owner',
  others: 'Old list, Lookup',
  sheet: 'Partners',
  holding: 'Old list (old@tailspin.example)',
  holds: 1,
  given: 1,
  family: 2,
  name: 'Jane Doe',
  names: 'Jane Doe',
  text: 'Jos? Mu?oz',
  words: 'Thanks, Alex',
  addresses: 'sam@wingtip.example',
  codePage: 'Windows-1252',
  count: 14,
  lines: '2, 3, 9',
  line: 2,
  number: '1041',
  numbers: '#1040, #1041',
  before: 'none',
  read: 'yes',
  drafts: 20,
  rows: 100_000,
};

export const everyNote: readonly ListNote[] = listNoteCodes.map((code) => ({
  code,
  values: code === 'no headings' ? { column: 1, name: 2 } : values,
}));
const view: NotesView = {
  requestId: id,
  number: 1042,
  list: 'notes 1042',
  from: 1,
  notes: everyNote,
  warnings: [],
};

export const notePages: Record<string, NotesView> = {
  'the first of all': view,
  'the last of all': { ...view, from: everyNote.length },
  one: { ...view, notes: everyNote.slice(0, 1) },
  hostile: {
    ...view,
    notes: [
      { code: 'other addresses', values: { ...values, column: hostile, addresses: hostile } },
    ],
  },
};
