import template from '../../cards/unbegun.json' with { type: 'json' };
import type { RequestKind } from '../../src/guests/step.ts';
import { requestNumber, type Source, sourceWords } from '../words/formats.ts';
import { type Language, sayFor } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';
import { titled } from './title-mood.ts';

export type UnbegunView = {
  number: number;
  kind: RequestKind;
  source: Source;
  how: 'discarded' | 'lapsed' | 'cancelled';
  /** The request that took its place. */
  replacedBy?: number | undefined;
};

/** The card of a request that ended before the bot did anything. */
export function unbegunCard(view: UnbegunView, language: Language): Card {
  const say = sayFor(language, view.kind);
  const title = say(`request.title.${view.how}`, { number: requestNumber(view.number) });
  const text =
    view.replacedBy === undefined
      ? say(`ended.${view.how}`)
      : say('ended.replaced', { number: requestNumber(view.replacedBy) });
  const data = { ...titled(title, 'over'), source: sourceWords(view.source, say), text };
  return renderCard(template, data, `${title}. ${text}`);
}
