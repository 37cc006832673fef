import { clean } from '../words/clean.ts';
import { dayWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import type { CardData } from './render-card.ts';

/** The guest whose end moved. `from` and `to`: last days (YYYY-MM-DD). */
export type ShownMove = { address?: string | undefined; from: string | undefined; to: string };

const mostMoved = 8;

/** The last day of each guest's access, before the move and now. */
export function movedData(moved: readonly ShownMove[], language: Language): CardData {
  const say = speaker(language);
  return {
    hasMoved: moved.length > 0,
    movedTitle: say('result.moved title'),
    moved: moved.slice(0, mostMoved).map(({ address, from, to }) => ({
      address: clean(address ?? '', 60),
      ends: ` ${say('result.moved', {
        from: from === undefined ? 'none' : dayWords(from, language),
        to: dayWords(to, language),
      })}`,
    })),
    moreMoved: more(moved.length, mostMoved, say),
  };
}
