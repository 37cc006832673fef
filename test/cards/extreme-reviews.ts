import type { ReviewView } from '../../bot/cards/review-view.ts';
import { review } from './review-sample.ts';
import { hostile, hostileAccess, hostileReason, problems } from './sample-facts.ts';

/** The longest doubts that a review can have. */
const doubts = Array.from({ length: 9 }, (_, index) => ({
  code: 'other addresses' as const,
  values: {
    column: `A column ${'with a long heading '.repeat(4)}${index}`,
    count: 1999,
    lines: `${index}`,
    addresses: `${'long.'.repeat(12)}name@${'sub.'.repeat(5)}fabrikam.example`,
  },
}));
const manyEnds = {
  days: Array.from({ length: 28 }, (_, day) => ({
    day: `2027-02-${String(day + 1).padStart(2, '0')}`,
    count: 2,
  })),
  without: 3,
  afterDays: 3650,
};

export const extremeReviews: Record<string, ReviewView> = {
  'two thousand': {
    ...review,
    partners: {
      first: Array.from({ length: 5 }, (_, n) => ({
        line: n + 2,
        name: `Partner ${n}`,
        address: `p${n}@x.example`,
        project: `Project with a name that is really long, number ${n}`,
        language: 'nl-NL',
        until: '2027-01-31',
      })),
      total: 1995,
    },
    counts: {
      invite: 1990,
      accessOnly: 5,
      member: 0,
      restore: 0,
      problems: 2000,
      undecided: 0,
      skipped: 900,
      complete: 60,
    },
    projects: Array.from({ length: 40 }, (_, index) => ({
      name: `Project with a name that is really long, number ${index}`,
      count: 50,
      access: {
        groups: Array.from({ length: 20 }, (_, group) => `A group with a long name ${group}`),
        applications: Array.from({ length: 20 }, (_, app) => ({
          name: `App ${app}`,
          role: 'Reader',
        })),
        licences: Array.from({ length: 20 }, (_, sku) => `A_LICENCE_WITH_A_LONG_NAME_${sku}`),
      },
      approval: true,
      ends: manyEnds,
      there: {
        complete: 1200,
        lacking: 700,
        unknown: 90,
        missing: Array.from({ length: 40 }, (_, piece) => ({
          name: `A group with a name that is really long ${piece}`,
          role: 'Reader',
          count: 700 - piece,
        })),
      },
    })),
    repeated: [40_003, 40_005, 40_008].map((line) => ({ line, first: 40_002 })),
    problems: problems(2000),
    notes: [
      ...doubts,
      ...Array.from({ length: 30 }, (_, index) => ({
        code: 'unknown column' as const,
        values: { column: `Column ${index}` },
      })),
    ],
    choices: {
      ...review.choices,
      projects: Array.from({ length: 200 }, (_, index) => ({
        key: `p${index}`,
        name: `P ${index}`,
      })),
    },
  },
  hostile: {
    ...review,
    source: { kind: 'file', name: hostile },
    counts: { ...review.counts, problems: 2 },
    partners: {
      first: [
        {
          line: 2,
          name: hostile,
          address: hostile,
          project: hostile,
          language: hostile,
          until: hostile,
          cc: hostile,
          redirect: hostile,
          extra: [hostile, hostile],
        },
      ],
      total: 1,
    },
    projects: [
      {
        name: hostile,
        count: 5,
        access: hostileAccess,
        approval: true,
        ends: { days: [{ day: hostile, count: 1 }], without: 1 },
        there: {
          complete: 0,
          lacking: 1,
          unknown: 0,
          missing: [{ name: hostile, role: hostile, count: 1 }],
        },
      },
    ],
    domains: { first: [{ name: hostile, count: 5 }], total: 1 },
    mail: {
      languages: [{ tag: hostile, count: 5 }],
      sent: 5,
      silent: 0,
      places: [{ host: hostile, application: hostile }],
    },
    problems: [
      { line: 2, address: hostile, reasons: [hostileReason] },
      {
        line: 3,
        address: hostile,
        reasons: [{ code: 'project unknown', values: { project: hostile, nearest: hostile } }],
      },
    ],
    notes: [{ code: 'unknown column', values: { column: hostile } }],
  },
};
