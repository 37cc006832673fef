import template from '../../cards/unbegun.json' with { type: 'json' };
import { requestNumber, type Source, sourceWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';
import { titled } from './title-mood.ts';

export type UnbegunView = {
  number: number;
  source: Source;
  how: 'discarded' | 'lapsed' | 'cancelled';
};

/** The card of a request that ended before the bot did anything. */
export function unbegunCard(view: UnbegunView, language: Language): Card {
  const say = speaker(language);
  const title = say(`request.title.${view.how}`, { number: requestNumber(view.number) });
  const text = say(`ended.${view.how}`);
  const data = { ...titled(title, 'over'), source: sourceWords(view.source, say), text };
  return renderCard(template, data, `${title}. ${text}`);
}
