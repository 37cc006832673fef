import template from '../../cards/topics.json' with { type: 'json' };
import { topics } from '../topics/topics.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { drawnOnce } from './drawn-once.ts';
import { type Card, renderCard } from './render-card.ts';

/** All help topics, to choose one. */
export const topicListCard = (language: Language): Card => drawList('topics', language);

const drawList = drawnOnce((_view: 'topics', language: Language) => {
  const say = speaker(language);
  const data = {
    title: say('topics.title'),
    intro: say('topics.intro'),
    label: say('topics.label'),
    placeholder: say('topics.placeholder'),
    choices: [...topics].map(([value, topic]) => ({ title: topic[language].name, value })),
    show: say('topics.show'),
  };
  return renderCard(template, data, say('topics.summary'));
});
