import { chooseProjectCard } from '../../bot/cards/choose-project-card.ts';
import { type GuestsView, guestsCard } from '../../bot/cards/guests-card.ts';
import { guestsFoundCard } from '../../bot/cards/guests-found-card.ts';
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
const views: Record<string, GuestsView> = {
  three: page,
  none: { ...page, guests: [], count: 0 },
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

/** Who has access to a project, and which project is meant. */
export const guestsSamples: readonly Sample[] = [
  ...Object.entries(views).map(([name, view]) => ({
    name: `guests: ${name}`,
    draw: (language: 'en' | 'nl') => guestsCard(view, language),
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
    name: 'choose-project: two',
    draw: (language) => chooseProjectCard({ projects }, language),
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
        },
        language,
      ),
  },
];
