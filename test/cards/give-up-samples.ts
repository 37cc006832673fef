import { type GiveUpView, giveUpCard } from '../../bot/cards/give-up-card.ts';
import type { Language } from '../../bot/words/say.ts';
import type { Sample } from './sample.ts';
import { hostile } from './sample-facts.ts';

const jane = { name: 'Jane Doe', address: 'jane@fabrikam.example' };
const question: GiveUpView = {
  giveUpId: 7,
  project: 'Atlas',
  partners: [jane, { name: 'Bob Roe', address: 'bob@fabrikam.example' }],
  count: 2,
  settled: 0,
  answered: undefined,
};
const questions: Record<string, GiveUpView> = {
  two: question,
  'one, and another has accepted': { ...question, partners: [jane], count: 1, settled: 1 },
  many: {
    ...question,
    partners: Array.from({ length: 300 }, (_, n) => ({ ...jane, name: `Partner ${n}` })),
    count: 300,
  },
  revoked: { ...question, answered: 'revoke' },
  kept: { ...question, answered: 'keep' },
  over: { ...question, answered: 'done' },
  hostile: {
    ...question,
    project: hostile,
    partners: [{ name: hostile, address: hostile }],
    count: 1,
  },
};

export const giveUpSamples: readonly Sample[] = Object.entries(questions).map(([name, view]) => ({
  name: `give-up: ${name}`,
  draw: (language: Language) => giveUpCard(view, language),
}));
