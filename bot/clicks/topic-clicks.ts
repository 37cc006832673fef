import type { ClickHandler } from '../buttons/click.ts';
import { topicCard } from '../cards/topic-card.ts';
import { allTopics } from '../topics/find-topic.ts';

/** Shows a help topic, or the list of them. It names nobody, so everybody may see it who sees the clicked card. */
export const showTopic: ClickHandler<{ topic?: string | undefined }> = async (
  _deps,
  { who, language },
  { topic = allTopics },
) => ({
  kind: 'card',
  card: topicCard({ topic, tenantId: who.tenantId }, language),
  forAll: true,
});
