import type { Language } from '../words/say.ts';
import type { Card } from './render-card.ts';

/** More views than this are not remembered: a card that differs for everybody is not worth it. */
const mostRemembered = 200;

/**
 * Draws each view once per language and gives the same card from then on, frozen. For views that hold nothing from
 * people: what is remembered is shown to anybody.
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
