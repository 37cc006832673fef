import template from '../../cards/topic.json' with { type: 'json' };
import { allTopics } from '../topics/find-topic.ts';
import { type Topic, topics } from '../topics/topics.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';
import { topicListCard } from './topic-list-card.ts';

export type TopicView = {
  /** A name of `cards/topics`. Any other shows the list of them. */
  topic: string;
  /** The error code that somebody asked about. */
  code?: string | undefined;
  /** The tenant's id, for addresses that lead guests here. */
  tenantId: string;
};

const parts = ['shows', 'sees', 'guest', 'you', 'know'] as const;

/** One topic: what the guest sees and does, what the reader can do, and buttons to the topics beside it. */
export function topicCard(view: TopicView, language: Language): Card {
  const topic = topics.get(view.topic);
  if (topic === undefined) return topicListCard(language);
  const say = speaker(language);
  const words = topic[language];
  const data = {
    title: words.title,
    parts: parts.flatMap((part) => {
      const paragraphs = (words[part] ?? []).map((text) => ({ text }));
      return paragraphs.length === 0 ? [] : [{ heading: say(`topic.${part}`), paragraphs }];
    }),
    links: linksOf(topic, view, language),
    near: [
      ...topic.near.map((name) => ({
        topic: name,
        title: topics.get(name)?.[language].name ?? name,
      })),
      { topic: allTopics, title: say('topic.all') },
    ],
  };
  return renderCard(template, data, words.title);
}

function linksOf({ link, sources }: Topic, { code = '', tenantId }: TopicView, language: Language) {
  const say = speaker(language);
  const own = link && {
    title: link[language],
    url: link.url.replace('{tenant}', tenantId).replace('{code}', code),
  };
  const source = sources.slice(0, 1).map((url) => ({ title: say('topic.source'), url }));
  return own === undefined ? source : [own, ...source];
}
