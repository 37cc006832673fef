import template from '../../cards/links.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

/** Longer than any link of Microsoft's. */
const longestLink = 2000;

/** Links with which partners accept, for the requester who sends them. The summary names nobody. */
export function linksCard(
  links: readonly { name: string; address: string; link: string }[],
  language: Language,
): Card {
  const say = speaker(language);
  const title = say('links.title', { count: links.length });
  const data = {
    title,
    note: say('links.note'),
    links: links.map(({ name, address, link }) => ({
      name: clean(name, 60),
      address: ` ${clean(address, 80)}`,
      link: clean(link, longestLink),
    })),
    instead: say('links.instead'),
  };
  return renderCard(template, data, title);
}
