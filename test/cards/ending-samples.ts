import { endingReviewCard } from '../../bot/cards/ending-review-card.ts';
import type { EndingGuest, EndingReviewView } from '../../bot/cards/ending-review-view.ts';
import type { Language } from '../../bot/words/say.ts';
import type { Sample } from './sample.ts';
import { hostile, hostileReason, id, losesAll, noTotals, problems } from './sample-facts.ts';

const bob: EndingGuest = {
  ...losesAll,
  name: 'Bob Roe',
  address: 'bob@fabrikam.example',
  takes: ['Atlas Portal (Reader)'],
  stays: [{ code: 'grant needed elsewhere', values: { name: 'Atlas partners', kind: 'group' } }],
  account: { fate: 'keep', why: { code: 'account needed' } },
};
const end: EndingReviewView = {
  requestId: id,
  version: 1,
  number: 1042,
  source: { kind: 'line' },
  kind: 'end',
  since: [],
  projects: ['Atlas'],
  guests: [losesAll, bob],
  totals: { ...noTotals, guests: 2, losing: 2, takes: 3, stays: 1 },
  problems: [],
  problemCount: 0,
  notes: [],
  warnings: [],
};
const extend: EndingReviewView = {
  ...end,
  kind: 'extend',
  until: '2027-06-30',
  guests: [
    { ...losesAll, endsOn: '2026-12-14', account: undefined },
    { ...bob, endsOn: null, unblocks: true, account: undefined },
  ],
};
const remove: EndingReviewView = {
  ...end,
  kind: 'remove',
  projects: [],
  guests: [{ ...losesAll, account: undefined, projects: ['Atlas', 'Beacon'] }],
  totals: { ...end.totals, guests: 1 },
};
const many = (view: EndingReviewView, count: number): EndingReviewView => ({
  ...view,
  source: { kind: 'file', name: 'UserDeleteTemplate.csv' },
  guests: Array.from({ length: Math.min(count, 6) }, (_, index) => ({
    ...losesAll,
    projects: ['Atlas'],
    account: view.kind === 'remove' ? undefined : losesAll.account,
    name: `Partner ${index}`,
    address: `partner${index}@fabrikam.example`,
  })),
  totals: {
    ...end.totals,
    ...{ guests: count, losing: count, takes: count * 2 },
    ...{ stays: 5, blocked: 3, removed: 1, deleted: 2 },
  },
});

const reviews: Record<string, EndingReviewView> = {
  'end of two': end,
  'end, account blocked': {
    ...end,
    guests: [
      { ...losesAll, account: { fate: 'block' } },
      { ...bob, account: { fate: 'remove' }, removedOn: '2026-12-30' },
    ],
  },
  'end, nothing ours': {
    ...end,
    guests: [
      {
        ...losesAll,
        takes: [],
        stays: [
          { code: 'grant there before', values: { name: 'Atlas partners' } },
          { code: 'grant through group', values: { name: 'Atlas Portal' } },
          { code: 'grant by rule', values: { name: 'All partners' } },
          { code: 'grant given again', values: { name: 'Visitors' } },
        ],
        account: { fate: 'keep', why: { code: 'account not ours' } },
      },
    ],
    totals: { ...end.totals, guests: 1, losing: 0, takes: 0, stays: 4 },
  },
  'end, deleted': {
    ...{ ...end, totals: { ...noTotals, guests: 1, deleted: 1 } },
    guests: [{ ...losesAll, deleted: true, account: { fate: 'block' } }],
  },
  'extend, earlier': { ...extend, since: ['end', 'taken'], totals: { ...end.totals, earlier: 1 } },
  'extend, owners decide': { ...extend, asks: true },
  'extend, over': {
    ...extend,
    guests: [{ ...losesAll, endsOn: '2026-11-20', over: true, unblocks: true }],
    totals: { ...end.totals, guests: 1, again: 1 },
  },
  'end of two thousand': many(end, 2000),
  'end with problems': {
    ...end,
    problems: problems(3),
    problemCount: 3,
    notes: [{ code: 'words not used', values: { words: 'not cleo@fabrikam.example' } }],
  },
  'end of nobody': {
    ...end,
    guests: [],
    totals: { ...end.totals, guests: 0, takes: 0, stays: 0 },
    problems: [
      {
        line: 1,
        address: 'cleo@fabrikam.example',
        reasons: [{ code: 'until past', values: { value: '2020-01-01' } }],
      },
    ],
    problemCount: 1,
  },
  extend,
  remove,
  'remove many': many(remove, 34),
  'remove a list with a row twice': {
    ...remove,
    repeated: [{ line: 4, first: 3 }],
    repeatedCount: 1,
  },
  restore: {
    ...remove,
    kind: 'restore',
    guests: [
      {
        ...losesAll,
        account: undefined,
        daysLeft: 28,
        back: [{ project: 'Atlas', endsOn: '2027-01-31', over: false }],
      },
    ],
  },
  'restore on the last day, blocked': {
    ...remove,
    kind: 'restore',
    guests: [{ ...losesAll, account: undefined, daysLeft: 0, blocked: 'by us', back: [] }],
  },
  'resend, some left out': {
    ...end,
    kind: 'resend',
    guests: [losesAll, bob],
    totals: { ...noTotals, guests: 2 },
    warnings: [{ code: 'left out of resend', values: { lately: 40, off: 1, refused: 2, days: 3 } }],
  },
  'restore, the access over': {
    ...remove,
    kind: 'restore',
    guests: [
      {
        ...losesAll,
        account: { fate: 'block' },
        daysLeft: 1,
        back: [
          { project: 'Atlas', endsOn: '2026-11-20', over: true },
          { project: 'Beacon', endsOn: null, over: false },
          ...Array.from({ length: 4 }, () => ({ project: 'Cedar', endsOn: null, over: true })),
        ],
      },
    ],
  },
  hostile: {
    ...end,
    source: { kind: 'file', name: hostile },
    projects: [hostile],
    guests: [
      {
        ...losesAll,
        name: hostile,
        address: hostile,
        takes: [hostile, hostile],
        stays: [{ code: 'grant there before', values: { name: hostile } }],
        projects: [hostile],
      },
    ],
    problems: [{ line: 3, address: hostile, reasons: [hostileReason] }],
    problemCount: 1,
    notes: [{ code: 'words not used', values: { words: hostile } }],
  },
};

export const endingSamples: readonly Sample[] = Object.entries(reviews).map(([name, view]) => ({
  name: `ending-review: ${name}`,
  draw: (language: Language) => endingReviewCard(view, language),
}));
