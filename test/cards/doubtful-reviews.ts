import type { ReviewView } from '../../bot/cards/review-view.ts';
import { review } from './review-sample.ts';

const workbook = { kind: 'file', name: 'partners.xlsx' } as const;

/** Reviews with a doubt that the requester must check before the counts are right. */
export const doubtfulReviews: Record<string, ReviewView> = {
  'broken names': {
    ...review,
    partners: {
      first: [
        { line: 2, name: 'Jos? Mu?oz', address: 'jose@fabrikam.example', plan: 'invite' },
        { line: 3, name: 'Zo\ufffd Roe', address: 'zoe@fabrikam.example', plan: 'invite' },
        ...review.partners.first.slice(0, 3),
      ],
      total: 1403,
    },
    counts: { ...review.counts, invite: 1403 },
    notes: [
      { code: 'names broken', values: { count: 14, lines: '2, 3, 9', text: 'Jos? Mu?oz' } },
      {
        code: 'code page',
        values: { codePage: 'Windows-1252', count: 3, lines: '12, 14, 90', text: 'Ren\u00e9 Poe' },
      },
      { code: 'no names', values: { count: 2, lines: '40, 41', text: '#N/A' } },
    ],
  },
  'a second column of addresses': {
    ...review,
    notes: [
      {
        code: 'other addresses',
        values: {
          column: 'Buyer email',
          count: 5,
          lines: '2, 3, 4',
          addresses: 'buyer@wingtip.example',
        },
      },
    ],
  },
  'status of somebody else': {
    ...review,
    source: { kind: 'file', name: 'tickets.csv' },
    notes: [
      { code: 'columns left out', values: { columns: 'Status, Request Number, Phone', count: 3 } },
    ],
  },
  'hidden rows': {
    ...review,
    source: workbook,
    notes: [
      {
        code: 'sheets not read',
        values: { sheet: 'Partners', others: 'Old list, Lookup', count: 2 },
      },
      {
        code: 'hidden rows',
        values: { count: 12, lines: '3, 5, 8', text: 'old@tailspin.example' },
      },
      { code: 'hidden columns', values: { columns: 'cc, until', count: 2 } },
      {
        code: 'links differ',
        values: {
          count: 1,
          lines: '4',
          text: 'cleo@fabrikam.example',
          other: 'boss@wingtip.example',
        },
      },
      { code: 'merged cells', values: { count: 3, lines: '4, 5, 6', text: 'atlas' } },
      { code: 'formulas without result', values: { count: 1, lines: '7' } },
    ],
  },
  'struck rows and notes': {
    ...review,
    source: workbook,
    notes: [
      {
        code: 'sheets not read',
        values: {
          sheet: 'Partners',
          others: 'Hosts, Lookup',
          count: 2,
          holding: 'Hosts (alex@wingtip.example)',
          holds: 1,
        },
      },
      {
        code: 'struck rows',
        values: { count: 2, lines: '4, 9', text: 'bob@tailspin.example, max@wingtip.example' },
      },
      {
        code: 'cell notes',
        values: {
          count: 2,
          lines: '3, 12',
          text: 'B3 (cleo@fabrikam.example): “Alex: do not invite, ask dan@tailspin.example”, D12 (eve@fabrikam.example): “only from May”',
        },
      },
      {
        code: 'cells struck',
        values: { count: 1, lines: '7', text: 'zoe@fabrikam.example (Zo\u00eb Roe)' },
      },
      { code: 'column chosen', values: { column: 'DisplayName', other: 'Name' } },
    ],
  },
  'typed, with people who may not be meant': {
    ...review,
    source: { kind: 'line' },
    notes: [
      {
        code: 'people left out',
        values: {
          words: 'Do not invite: max@fabrikam.example \u2026 Requested by: alex@wingtip.example',
        },
      },
      {
        code: 'perhaps not meant',
        values: { words: 'Marketing: jane@fabrikam.example bob@northwind.example' },
      },
    ],
  },
  'addresses that are not in the list': {
    ...review,
    source: workbook,
    notes: [
      { code: 'on marked sheets', values: { count: 1, text: 'bob@northwind.example (Declined)' } },
      {
        code: 'sheets not read',
        values: {
          sheet: 'Partners',
          others: 'Declined, Old list',
          count: 2,
          holding: 'Declined (bob@northwind.example), Old list (old@tailspin.example)',
          holds: 2,
          people: 30,
          beyond: 0,
        },
      },
      { code: 'rows unseen', values: { count: 1, lines: '4', text: 'cleo@fabrikam.example' } },
      { code: 'rules not read', values: { count: 1, text: 'A2:C90' } },
      { code: 'yes and no', values: { columns: 'NDA, Vegetarian', count: 2 } },
      {
        code: 'beside cells',
        values: { column: 'header', count: 1, lines: '0', addresses: 'sam@wingtip.example' },
      },
    ],
  },
  'typed, with words left over': {
    ...review,
    source: { kind: 'line' },
    partners: { first: review.partners.first.slice(0, 1), total: 1 },
    counts: { ...review.counts, invite: 1 },
    notes: [
      { code: 'message edited', values: { before: 'discarded', number: '1041' } },
      {
        code: 'words not used',
        values: { words: 'Thanks, Alex alex@woodgrove.example' },
      },
    ],
  },
};
