import { topicCard } from '../../bot/cards/topic-card.ts';
import { topicListCard } from '../../bot/cards/topic-list-card.ts';
import { topics } from '../../bot/topics/topics.ts';
import type { Sample } from './sample.ts';

const tenantId = '0b1c2d3e-0000-4000-8000-000000000001';

/** The list of help topics, and each of them. */
export const topicSamples: readonly Sample[] = [
  { name: 'topics: list', draw: topicListCard },
  ...[...topics.keys()].map((topic) => ({
    name: `topic: ${topic}`,
    draw: (language: 'en' | 'nl') => topicCard({ topic, tenantId }, language),
  })),
  {
    name: 'topic: a code without words',
    draw: (language) => topicCard({ topic: 'other-code', code: '700016', tenantId }, language),
  },
];
