import type { PartnersView } from '../../bot/cards/partners-card.ts';
import { review } from './review-sample.ts';
import { hostile, id } from './sample-facts.ts';

const page: PartnersView = {
  requestId: id,
  number: 1042,
  list: 'review 1042',
  from: 1,
  total: 5,
  partners: review.partners.first,
  notes: review.notes,
  warnings: [],
};
const full = Array.from({ length: 20 }, (_, index) => ({
  line: index + 1982,
  name: `Partner with a long name, number ${index}`,
  address: `partner${index}@${'sub.'.repeat(8)}fabrikam.example`,
  plan: 'access only' as const,
  project: 'Project with a name that is really long',
  language: 'nl-NL',
  until: '2027-01-31',
  cc: 'boss@fabrikam.example',
  extra: ['A group with a long name', 'Another group', 'A third', 'A fourth'],
}));
export const pages: Record<string, PartnersView> = {
  five: page,
  'the last of two thousand': { ...page, from: 1981, total: 2000, partners: full },
  hostile: {
    ...page,
    total: 60,
    partners: full.map((partner) => ({
      ...partner,
      name: hostile,
      address: hostile,
      cc: hostile,
      redirect: hostile,
      extra: [hostile],
    })),
  },
};
