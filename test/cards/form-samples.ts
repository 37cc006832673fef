import { inviteFormCard } from '../../bot/cards/invite-form-card.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

const form = 'f:a0000000-0000-4000-8000-000000000001';
const projects = [
  { key: 'atlas', name: 'Atlas' },
  { key: 'beacon', name: 'Beacon' },
];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `p${index}`, name: hostile }));

/** The form for one invitation. */
export const formSamples: readonly Sample[] = [
  {
    name: 'invite-form: empty',
    draw: (language) => inviteFormCard({ form, projects, said: {}, faults: [] }, language),
  },
  {
    name: 'invite-form: faults, hostile',
    draw: (language) =>
      inviteFormCard(
        {
          form,
          projects: many(60),
          said: {
            address: hostile,
            name: hostile,
            project: 'p1',
            language: 'nl-NL',
            until: '2020-01-01',
            reason: hostile,
          },
          faults: [
            { code: 'address malformed' },
            { code: 'project unknown', values: { project: hostile, nearest: hostile } },
          ],
        },
        language,
      ),
  },
  {
    name: 'invite-form: more projects than choices',
    draw: (language) =>
      inviteFormCard({ form, projects: many(61), said: {}, faults: [] }, language),
  },
];
