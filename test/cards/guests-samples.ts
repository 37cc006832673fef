import { auditCard } from '../../bot/cards/audit-card.ts';
import { chooseProjectCard } from '../../bot/cards/choose-project-card.ts';
import { type GuestsView, guestsCard } from '../../bot/cards/guests-card.ts';
import { guestsFoundCard } from '../../bot/cards/guests-found-card.ts';
import { type ReportView, reportCard } from '../../bot/cards/report-card.ts';
import { standInChoiceCard } from '../../bot/cards/stand-in-choice-card.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

const jane = {
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  accepted: true,
  elsewhere: false,
  since: '2026-03-02',
  until: '2027-01-31',
  requesters: 'Alex Wilber',
  requestId: 1042,
};
const page: GuestsView = {
  projectKey: 'atlas',
  project: 'Atlas',
  filter: 'all',
  guests: [
    jane,
    { ...jane, name: 'Walter Harp', address: 'walter@fabrikam.example', accepted: false },
    {
      ...jane,
      name: 'Rosa Roe',
      address: 'rosa@litware.example',
      elsewhere: true,
      since: undefined,
      until: undefined,
      requesters: null,
      requestId: null,
    },
  ],
  from: 1,
  count: 3,
};
const colleagues = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    personId: `a0000000-0000-4000-8000-00000000000${n}`,
    name: count > 5 ? hostile : 'Sam Baker',
    mail: n === 0 ? undefined : `sam${n}@contoso.example`,
  }));
const views: Record<string, GuestsView> = {
  three: page,
  none: { ...page, guests: [], count: 0 },
  'three, and two without names': { ...page, nameless: 2 },
  'one without a name': { ...page, guests: [], count: 0, nameless: 1 },
  'pending, none': { ...page, filter: 'pending', guests: [], count: 0 },
  'ends soon': { ...page, filter: 'ending', guests: [jane], count: 1 },
  'the second page of fifty thousand': {
    ...page,
    filter: 'pending',
    guests: Array.from({ length: 10 }, () => ({
      ...jane,
      accepted: false,
      name: 'A name of sixty characters which is as long as a card shows',
      requesters: 'Alex Wilber, Adele Vance, Megan Bowen',
    })),
    from: 11,
    count: 50_000,
  },
  'elsewhere, hostile': {
    ...page,
    filter: 'elsewhere',
    project: hostile,
    guests: Array.from({ length: 10 }, () => ({
      ...jane,
      name: hostile,
      address: hostile,
      requesters: hostile,
    })),
    from: 1,
    count: 10,
  },
};
const found = {
  guestId: 7,
  name: 'Jane Doe',
  address: 'jane@fabrikam.example',
  organisation: 'Fabrikam',
};
const manyFound = Array.from({ length: 10 }, (_, index) => ({
  guestId: index,
  name: hostile,
  address: hostile,
  organisation: hostile,
}));
const projects = [
  { key: 'atlas', name: 'Atlas' },
  { key: 'beacon', name: 'Beacon' },
];

const sums = { asked: 120, accepted: 96, refused: 8, ended: 12, medianHours: 53 };
const report: ReportView = {
  list: 'report of atlas',
  projectKey: 'atlas',
  project: 'Atlas',
  from: new Date('2025-11-30T23:00:00Z'),
  timeZone: 'Europe/Amsterdam',
  sums,
  projects: [],
  months: [
    { month: '2026-11', asked: 12, accepted: 5, refused: 1 },
    { month: '2026-10', asked: 80, accepted: 70, refused: 5 },
    { month: '2026-07', asked: 28, accepted: 21, refused: 2 },
  ],
  refusals: [
    { kind: 'owners', count: 5 },
    { kind: 'time', count: 2 },
    { kind: 'entra', count: 1 },
  ],
};
const reports: Record<string, ReportView> = {
  'one project': report,
  nobody: { ...report, sums: { ...sums, asked: 0 }, months: [], refusals: [] },
  'all, of five hundred, hostile': {
    ...report,
    list: 'report all',
    projectKey: undefined,
    project: undefined,
    sums: { asked: 1_000_000, accepted: 1, refused: 999_999, ended: 1, medianHours: 0 },
    projects: Array.from({ length: 500 }, (_, index) => ({
      name: hostile,
      asked: 2000 - index,
      accepted: index,
      refused: 1,
    })),
    months: Array.from({ length: 12 }, (_, index) => ({
      month: `2026-${String(12 - index).padStart(2, '0')}`,
      asked: 83_333 - 1000 * index,
      accepted: 40_000,
      refused: 33_333,
    })),
    refusals: [{ kind: 'other', count: 999_999 }],
  },
};

/** The guests of a project, the choice of a project, and the outcomes of its partners. */
export const guestsSamples: readonly Sample[] = [
  ...Object.entries(views).map(([name, view]) => ({
    name: `guests: ${name}`,
    draw: (language: 'en' | 'nl') => guestsCard(view, language),
  })),
  {
    name: 'audit: a month',
    draw: (language) => auditCard({ from: '2026-11-01', to: '2026-11-30' }, language),
  },
  ...Object.entries(reports).map(([name, view]) => ({
    name: `report: ${name}`,
    draw: (language: 'en' | 'nl') => reportCard(view, language),
  })),
  {
    name: 'guests-found: two',
    draw: (language) =>
      guestsFoundCard(
        { guests: [found, { ...found, organisation: null }], hasMore: false },
        language,
      ),
  },
  {
    name: 'guests-found: many, hostile',
    draw: (language) => guestsFoundCard({ guests: manyFound, hasMore: true }, language),
  },
  {
    name: 'stand-in-choice: two',
    draw: (language) =>
      standInChoiceCard({ people: colleagues(2), hasMore: false, until: '2027-01-31' }, language),
  },
  {
    name: 'stand-in-choice: many, hostile',
    draw: (language) =>
      standInChoiceCard({ people: colleagues(8), hasMore: true, until: '2027-01-31' }, language),
  },
  {
    name: 'choose-project: two',
    draw: (language) => chooseProjectCard({ projects, what: 'guests' }, language),
  },
  {
    name: 'choose-project: five hundred, hostile',
    draw: (language) =>
      chooseProjectCard(
        {
          projects: Array.from({ length: 500 }, (_, index) => ({
            key: `p${index}`,
            name: hostile,
          })),
          what: 'report',
        },
        language,
      ),
  },
];
