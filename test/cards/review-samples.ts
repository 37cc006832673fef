import type { ReviewView } from '../../bot/cards/review-view.ts';
import { doubtfulReviews } from './doubtful-reviews.ts';
import { extremeReviews } from './extreme-reviews.ts';
import { review } from './review-sample.ts';
import { atlas, mixedEnds, noEnd, none, problems } from './sample-facts.ts';

const choiceNeeded = { ...review.choices, project: undefined, projectNeeded: true };

export const reviews: Record<string, ReviewView> = {
  clean: review,
  'long and right-to-left names': {
    ...review,
    source: { kind: 'file', name: `${'partners-of-the-whole-year-'.repeat(5)}.csv` },
    counts: { ...review.counts, invite: 3 },
    partners: {
      first: [
        {
          line: 2,
          name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Senior '.repeat(3),
          address: `${'long.'.repeat(12)}name@${'sub.'.repeat(8)}fabrikam.example`,
        },
        { line: 3, name: '\u05d0\u05d1\u05d9 \u05db\u05d4\u05df', address: 'avi@fabrikam.example' },
        {
          line: 4,
          name: '\u0645\u062d\u0645\u062f \u0639\u0644\u064a',
          address: 'm.ali@fabrikam.example',
          until: '2027-01-31',
        },
      ],
      total: 3,
    },
    domains: { first: [{ name: `${'sub.'.repeat(8)}fabrikam.example`, count: 3 }], total: 1 },
  },
  'one line': {
    ...review,
    source: { kind: 'line' },
    counts: { ...review.counts, invite: 1 },
    partners: { first: review.partners.first.slice(0, 1), total: 1 },
    projects: [
      {
        name: 'Beacon',
        count: 1,
        access: none,
        approval: false,
        ends: { days: [{ day: '2027-01-31', count: 1 }], without: 0 },
      },
    ],
    domains: { first: [{ name: 'fabrikam.example', count: 1 }], total: 1 },
    mail: { languages: [], sent: 0, silent: 1, places: [{ host: 'atlas.example' }] },
  },
  faulty: {
    ...review,
    counts: {
      invite: 2,
      accessOnly: 3,
      member: 1,
      restore: 1,
      problems: 7,
      undecided: 3,
      skipped: 2,
      complete: 2,
    },
    projects: [
      {
        name: 'Atlas',
        count: 5,
        access: atlas,
        approval: true,
        ends: mixedEnds,
        there: {
          complete: 1,
          lacking: 2,
          unknown: 1,
          missing: [
            { name: 'Atlas partners', count: 2 },
            { name: 'Atlas Portal', role: 'Reader', count: 1 },
          ],
        },
      },
      { name: 'Beacon', count: 2, access: none, approval: false, ends: noEnd },
    ],
    mail: {
      ...review.mail,
      languages: [
        { tag: 'en-US', count: 1 },
        { tag: 'nl-NL', count: 1 },
      ],
      sent: 2,
      silent: 1,
    },
    problems: problems(7),
    repeated: [
      { line: 12, first: 4 },
      { line: 19, first: 4 },
    ],
    notes: [
      { code: 'message not sent', values: { count: 3, lines: '3, 4, 9' } },
      { code: 'example skipped', values: { count: 1, lines: '3' } },
      { code: 'unknown column', values: { column: 'Phone' } },
    ],
    domains: {
      first: ['fabrikam', 'northwind', 'adatum', 'tailspin', 'wingtip', 'fourth-coffee'].map(
        (name, index) => ({ name: `${name}.example`, count: 6 - index }),
      ),
      total: 9,
    },
    pendingGuests: 2,
    warnings: [
      { code: 'owners not reached', values: { project: 'Atlas', number: '1042' } },
      {
        code: 'mails of a day',
        values: { domain: 'contoso.onmicrosoft.com', most: 100, going: 60, over: 12 },
      },
      {
        code: 'domain looks alike',
        values: { domain: 'fabrikarn.example', near: 'fabrikam.example', line: 4 },
      },
      { code: 'name claims', values: { name: 'Jane Doe (verified)', line: 7 } },
      {
        code: 'licences short',
        values: {
          name: 'PROJECT_ESSENTIALS',
          left: 1,
          needed: 5,
          missing: 4,
          names: 'a@fabrikam.example, b@fabrikam.example',
        },
      },
    ],
  },
  'changed at confirm': {
    ...review,
    source: { kind: 'line' },
    askReason: 'required',
    choices: {
      ...review.choices,
      forAll: true,
      language: 'de-DE',
      reason: 'They join the pilot',
      until: '2027-01-31',
      changed: ['project', 'language', 'sendMail', 'until'],
    },
  },
  'nothing to do': {
    ...review,
    counts: { ...review.counts, invite: 0, complete: 60 },
    partners: { first: [], total: 0 },
    projects: [],
    mail: { languages: [], sent: 0, silent: 0, places: [] },
    complete: [2, 3, 4].map((line) => ({
      line,
      address: `p${line}@northwind.example`,
      reason: { code: 'had everything', values: { project: 'Atlas' } },
    })),
  },
  'only repeated': {
    ...review,
    counts: { ...review.counts, skipped: 7 },
    repeated: [3, 5, 8].map((line) => ({ line, first: 2 })),
  },
  'project needed': {
    ...review,
    source: { kind: 'list' },
    counts: { ...review.counts, invite: 0, undecided: 3 },
    partners: {
      first: [
        { line: 1, name: 'Jane Doe', address: 'jane@fabrikam.example' },
        { line: 2, name: 'bob', address: 'bob@fabrikam.example' },
        { line: 3, name: 'Cleo Poe', address: 'cleo@fabrikam.example' },
      ],
      total: 3,
    },
    projects: [],
    mail: { languages: [], sent: 0, silent: 0, places: [] },
    choices: choiceNeeded,
  },
  nobody: {
    ...review,
    counts: { ...review.counts, invite: 0, problems: 1 },
    partners: { first: [], total: 0 },
    projects: [],
    problems: problems(1),
  },
  'nothing at all': {
    ...review,
    counts: { ...review.counts, invite: 0 },
    partners: { first: [], total: 0 },
    projects: [],
    mail: { languages: [], sent: 0, silent: 0, places: [] },
    choices: {
      ...review.choices,
      projects: [],
      project: undefined,
      languages: [],
      offered: { project: false, language: false, sendMail: false, until: false },
    },
  },
  ...doubtfulReviews,
  ...extremeReviews,
};
