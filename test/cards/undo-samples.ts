import { endingReviewCard } from '../../bot/cards/ending-review-card.ts';
import type { EndingReviewView } from '../../bot/cards/ending-review-view.ts';
import type { Language } from '../../bot/words/say.ts';
import type { Sample } from './sample.ts';
import { id, losesAll, noTotals } from './sample-facts.ts';

/** An undo: some partners have accepted by now, and an end of one is under way. */
const undo: EndingReviewView = {
  requestId: id,
  version: 2,
  number: 1043,
  source: { kind: 'approval' },
  kind: 'end',
  since: ['accepted'],
  projects: ['Atlas'],
  guests: [losesAll],
  totals: { ...noTotals, guests: 1, losing: 1, takes: 2 },
  accepted: {
    count: 5,
    people: ['ann@fabrikam.example', 'cas@fabrikam.example', 'dee@fabrikam.example'],
  },
  problems: [
    {
      address: 'ed@fabrikam.example',
      reasons: [
        {
          code: 'end under way',
          values: { address: 'ed@fabrikam.example', project: 'Atlas', number: '1042' },
        },
      ],
    },
  ],
  problemCount: 1,
  notes: [],
  warnings: [],
};

const reviews: Record<string, EndingReviewView> = {
  'some have accepted': undo,
  'all have accepted': {
    ...undo,
    guests: [],
    totals: noTotals,
    accepted: { count: 1, people: ['ann@fabrikam.example'] },
    problems: [],
    problemCount: 0,
  },
};

export const undoSamples: readonly Sample[] = Object.entries(reviews).map(([name, view]) => ({
  name: `ending-review: undo, ${name}`,
  draw: (language: Language) => endingReviewCard(view, language),
}));
