import type { Card } from '../../bot/cards/render-card.ts';
import type { Language } from '../../bot/words/say.ts';

/** One card with one set of facts, drawn in a language. */
export type Sample = { name: string; draw: (language: Language) => Card };
