import type { Language } from '../words/say.ts';
import type { Card } from './render-card.ts';

/** The bot remembers no more views than this: a card that differs for everybody gains nothing. */
const mostRemembered = 200;

/**
 * Draws each view once per language and returns the same frozen card from then on. Only for views that hold no text
 * from people, because anybody may get the remembered card.
 */
export function drawnOnce<View>(
  draw: (view: View, language: Language) => Card,
): (view: View, language: Language) => Card {
  const drawn = new Map<string, Card>();
  return (view, language) => {
    const name = JSON.stringify([language, view]);
    const known = drawn.get(name);
    if (known !== undefined) return known;
    const card = frozen(draw(view, language));
    if (drawn.size < mostRemembered) drawn.set(name, card);
    return card;
  };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
